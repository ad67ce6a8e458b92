import { get, i32 } from '../../assemble/expression.js';
import type { FunctionBuilder, FunctionHandle } from '../../assemble/functionBuilder.js';
import type { ModuleBuilder } from '../../assemble/moduleBuilder.js';
import type { MatmulSpec } from './spec.js';

/** Bytes from which on B is taken not to be in the second cache when a product begins. */
const largeB = 512 * 1024;

/** Whether panels should be touched before they are multiplied. */
export function touchesPanels({ N, K, bRow }: MatmulSpec): boolean {
  return bRow === 'panels' && 4 * N * K > largeB;
}

/**
 * Defines touch(address, bytes): reads a word of every line of memory, with nothing to wait for in between, so that many
 * are on their way at once and what follows finds them in the cache. A kernel's first pass over a panel would wait for
 * line after line, and WebAssembly has no prefetch: 5 % where B comes from memory.
 */
export function touch(module: ModuleBuilder): FunctionHandle {
  const write = (code: FunctionBuilder): void => {
    const [address, bytes] = code.parameters;
    const end = code.keep(i32.add(get(address), get(bytes)));
    const seen = code.local('i32');
    code.doWhile(
      () => {
        code.set(seen, i32.or(get(seen), i32.load(get(address))));
        code.advance(address, 64);
      },
      () => i32.ltU(get(address), get(end)),
    );
    // A result, or else the loads could be left out.
    code.return(get(seen));
  };
  return module.define('touch', ['i32', 'i32'], write, { result: 'i32' });
}
