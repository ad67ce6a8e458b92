import type { DType } from '@rekur/tensor';
import { get, i32, v128 } from '../../../assemble/expression.js';
import type { ModuleBuilder } from '../../../assemble/moduleBuilder.js';
import { createModule } from '../../../assemble/moduleBuilder.js';
import type { ElementwiseName, Vectors } from '../index.js';
import { operations } from '../index.js';

const PAGE = 65536;
const VECTOR = 16;

export interface CompiledOperation {
  /** Where operand `index` is read, 32 bits an element; bool is 0 or −1. */
  readonly operands: readonly Int32Array[];
  readonly output: Int32Array;
  /** Computes the first `count` elements, a multiple of four for each vector side by side. */
  run(count: number): void;
}

export interface OperationCase {
  readonly name: ElementwiseName;
  readonly dtypes: readonly DType[];
  readonly params?: Readonly<Record<string, unknown>>;
  /** Vectors side by side. */
  readonly vectors: number;
}

/** A loop over `capacity` elements of one operation, ready to run. */
export function compileOperation(operation: OperationCase, capacity: number): CompiledOperation {
  const bytes = Math.ceil((capacity * 4) / PAGE) * PAGE;
  const areas = operation.dtypes.length + 1;
  const pages = (areas * bytes) / PAGE;
  const module = createModule({ pages });
  module.export(defineLoop(module, operation, bytes), 'run');
  const memory = new WebAssembly.Memory({ initial: pages });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module.finish()), { env: { memory } });
  const run = instance.exports.run as (bytes: number) => void;
  const area = (index: number): Int32Array => new Int32Array(memory.buffer, index * bytes, capacity);
  return {
    operands: operation.dtypes.map((_, index) => area(index)),
    output: area(areas - 1),
    run: (count) => run(count * 4),
  };
}

function defineLoop(module: ModuleBuilder, { name, dtypes, params = {}, vectors }: OperationCase, bytes: number) {
  return module.define(name, ['i32'], (code) => {
    const offset = code.local('i32');
    const nothing = code.local('v128');
    const places = Array.from({ length: vectors }, (_, index) => index * VECTOR);
    code.forRange(offset, i32.const(0), get(code.parameters[0]), vectors * VECTOR, () => {
      const operands: Vectors[] = dtypes.map((_, index) => places.map((place) => code.keep(v128.load(get(offset), index * bytes + place))));
      const result = operations[name]({ code, operands, dtypes, params });
      for (const [index, place] of places.entries()) code.store(get(offset), get(result[index]), dtypes.length * bytes + place);
      // Else the locals live on in phis, and V8 does not join pairs to 256 bits in a loop this short.
      for (const local of [...operands.flat(), ...result]) code.set(local, get(nothing));
    });
  });
}
