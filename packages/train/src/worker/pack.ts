import type { TypedArray } from '@rekur/tensor';
import { fromData, Tensor } from '@rekur/tensor';

/** What stands for a tensor in a message. */
interface Packed {
  readonly $tensor: readonly number[];
  readonly data: TypedArray;
}

/** Data with every tensor as shape and typed array, as a structured clone keeps it: a clone of a Tensor would lose its elements. */
export function pack(value: unknown): unknown {
  if (value instanceof Tensor) return { $tensor: value.shape, data: ownMemory(value.data) } satisfies Packed;
  return mapPlain(value, pack);
}

/** Data as it was before {@link pack}. */
export function unpack(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && '$tensor' in value) {
    const { $tensor, data } = value as Packed;
    return fromData(data, $tensor);
  }
  return mapPlain(value, unpack);
}

/** Functions and the like stay: cloning them fails, and says so. */
function mapPlain(value: unknown, f: (child: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(f);
  if (Object.prototype.toString.call(value) !== '[object Object]') return value;
  return Object.fromEntries(Object.entries(value as object).map(([key, child]) => [key, f(child)]));
}

/** A clone of a view would copy all that the array behind it holds. */
function ownMemory(data: TypedArray): TypedArray {
  return data.byteLength === data.buffer.byteLength ? data : data.slice();
}
