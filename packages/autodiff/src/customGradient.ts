import type { Traced } from '@rekur/tensor';
import { apply, describe, formatType, fullLike, type Program, sameShape, ShapeError, type Tensor, trace, type Variable } from '@rekur/tensor';

/**
 * From inputs, outputs and the outputs' cotangents (zeros where none arrived) to one cotangent per input, of its type; undefined
 * for none, as for integers.
 */
export type Backward = (
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
  cotangents: readonly Tensor[],
) => readonly (Tensor | undefined)[];

/**
 * `f` with a gradient of one's own: for one that is more exact or cheaper than what the rules give, or that is none at all, such as
 * a clipped, reversed or straight-through one. Both functions are traced when the result is called and live on as Programs,
 * so that it works inside `scan`, `remat` and another `grad`. Second derivatives go through `backward`.
 *
 * Tensors that `f` or `backward` use from outside are constants. Forward mode does not go through: `backward` says vᵀ·J alone.
 *
 * @throws ShapeError when called, if `backward` returns other types than the inputs have; ValueError when differentiated with
 * respect to a tensor from outside
 */
export function customGradient(
  f: (...inputs: Tensor[]) => readonly Tensor[],
  backward: Backward,
): (...inputs: Tensor[]) => Tensor[] {
  return (...inputs) => {
    const forward = trace(f, inputs);
    const results = forward.program.outputs.map(({ type }) => type);
    const [afterInputs, afterResults] = [inputs.length, inputs.length + results.length];
    const reverse = trace((...tensors) => {
      const given = tensors.slice(0, afterInputs);
      return complete(backward(given, tensors.slice(afterInputs, afterResults), tensors.slice(afterResults)), given);
    }, [...inputs, ...results, ...results]);
    const outside = [...new Set([...forward.captured, ...reverse.captured])];
    const params = { body: takingAll(forward, inputs.length, outside), backward: takingAll(reverse, inputs.length, outside) };
    return apply('call', params, [...inputs, ...outside]);
  };
}

/** One cotangent per input, zero where none was given. @throws ShapeError for another number or other types */
function complete(cotangents: readonly (Tensor | undefined)[], inputs: readonly Tensor[]): Tensor[] {
  if (cotangents.length !== inputs.length) {
    refuse(`backward returns ${cotangents.length} cotangents`, `${inputs.length} are expected, one per input`);
  }
  return inputs.map((input, index) => {
    const cotangent = cotangents[index];
    if (!cotangent) return fullLike(input, 0);
    if (cotangent.dtype !== input.dtype || !sameShape(cotangent.shape, input.shape)) {
      refuse(`cotangent ${index} is ${formatType(cotangent)}`, `${formatType(input)} is expected, as the input`);
    }
    return cotangent;
  });
}

function refuse(given: string, expected: string): never {
  throw new ShapeError(describe('customGradient', 'cotangents do not fit the inputs', given, expected, 'undefined stands for zero'));
}

/** The Program with all tensors from outside as inputs after the first `declared` ones, those too that it does not use itself. */
function takingAll({ program, captured }: Traced, declared: number, outside: readonly Tensor[]): Program {
  const own = program.inputs.slice(0, program.inputs.length - captured.length);
  const captures = outside.map((tensor): Variable => {
    const position = captured.indexOf(tensor);
    return position >= 0 ? program.inputs[own.length + position] : { kind: 'variable', type: { shape: tensor.shape, dtype: tensor.dtype } };
  });
  return { ...program, inputs: [...own.slice(0, declared), ...captures, ...own.slice(declared)] };
}
