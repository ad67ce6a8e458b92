// A page that runs a model from a file, compiled: no gradients, no optimisers. Its size is limited in .size-limit.js.
import type { Tensor } from '@rekur/tensor';
import { trace } from '@rekur/tensor';
import { decodeModel } from '@rekur/train';
import { wasmEngine } from '@rekur/wasm';

/** The outputs of a model for an input. */
export function runModel(bytes: Uint8Array, input: Tensor): Tensor {
  const { module, parameters } = decodeModel(bytes);
  const { program, captured } = trace((x) => [module.apply(parameters, x).output], [input]);
  return wasmEngine().prepare(program)([input, ...captured])[0];
}
