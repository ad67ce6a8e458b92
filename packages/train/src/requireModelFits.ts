import type { Module, Parameters } from '@rekur/rnn';
import type { DType, ValueType } from '@rekur/tensor';
import { describe, DTypeError, flattenTree, isFloat, trace } from '@rekur/tensor';

/**
 * Applies the module to an input of which there is only a type: each layer refuses parameters and neighbours that do not fit it.
 * Nothing is computed, and nothing allocated by a size that no parameter has.
 * @throws ShapeError, DTypeError or ValueError naming the first parameter or layer that does not fit
 */
export function requireModelFits(module: Module, parameters: Parameters): void {
  const input = inputOf(module.description, requireOneFloat(parameters));
  if (input) trace((x) => [module.apply(parameters, x).output], [input]);
}

/** What the first layer that says so reads, one row of one step; undefined if none does, and so none has parameters. */
function inputOf(description: unknown, dtype: DType): ValueType | undefined {
  const { kind, inputSize, modules, module } = Object(description) as Record<string, unknown>;
  if (kind === 'embedding') return { shape: [1, 1], dtype: 'int32' };
  if (typeof inputSize === 'number') return { shape: [1, 1, inputSize], dtype };
  const parts = Array.isArray(modules) ? (modules as unknown[]) : module ? [module] : [];
  for (const part of parts) {
    const input = inputOf(part, dtype);
    if (input) return input;
  }
  return undefined;
}

function requireOneFloat(parameters: Parameters): DType {
  const leaves = flattenTree(parameters);
  const dtype = leaves[0]?.value.dtype ?? 'float32';
  const wrong = leaves.find(({ value }) => value.dtype !== dtype || !isFloat(value.dtype));
  if (!wrong) return dtype;
  throw new DTypeError(describe('decodeModel', 'parameter does not fit', `'${wrong.path}' is ${wrong.value.dtype}`, 'float32 or float64 is expected, the same for all'));
}
