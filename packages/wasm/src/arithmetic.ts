import { describe, ValueError } from '@rekur/tensor';
import { f32x4, i32, v128 } from './assemble/expression.js';
import { createModule } from './assemble/moduleBuilder.js';
import type { Arithmetic } from './kernels/matmul/index.js';

let supported = false;

/** Whether this place multiplies and adds with one rounding: it knows the instruction, and its processor fuses. */
export function supportsFused(): boolean {
  // Asked again until it is so, for Node 20 can be told: `enableRelaxedSimd` of `@rekur/wasm/node`.
  supported ||= fusesHere();
  return supported;
}

/** (1 + 2⁻¹²)² − 1 is 2⁻¹¹ + 2⁻²⁴; if the product is rounded first, the last part is lost. */
function fusesHere(): boolean {
  const module = createModule({ pages: 1 });
  module.export(
    module.define('fuse', [], (code) => {
      const factor = f32x4.const(1 + 2 ** -12);
      // From memory, so that nothing is computed beforehand.
      const [a, b] = [v128.load(i32.const(0)), v128.load(i32.const(16))];
      code.store(i32.const(0), factor);
      code.store(i32.const(16), f32x4.const(-1));
      code.store(i32.const(32), f32x4.madd(a, a, b));
    }),
    'fuse',
  );
  const bytes = module.finish();
  if (!WebAssembly.validate(bytes)) return false;
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  (exports.fuse as () => void)();
  return new Float32Array(memory.buffer)[8] === 2 ** -11 + 2 ** -24;
}

/**
 * The arithmetic that an engine takes.
 * @throws ValueError for fused where it is not supported
 */
export function arithmeticFor(arithmetic: Arithmetic = 'separate'): Arithmetic {
  if (arithmetic === 'separate' || (arithmetic === 'fused' && supportsFused())) return arithmetic;
  const given = `arithmetic is '${String(arithmetic)}'`;
  if (arithmetic !== 'fused') throw new ValueError(describe('wasmEngine', 'no such arithmetic', given, "'separate' or 'fused' is expected"));
  throw new ValueError(
    describe(
      'wasmEngine',
      'fused arithmetic is not supported here',
      given,
      "'separate' is expected where WebAssembly lacks relaxed SIMD or the processor does not fuse",
      "on Node 20 call enableRelaxedSimd() of '@rekur/wasm/node' first, or take 'separate'",
    ),
  );
}
