import type { Shape, Tensor } from '@rekur/tensor';
import { add, cast, matmul, mul, normal, randomKey, sigmoid, split, tanh } from '@rekur/tensor';

/** Normally distributed elements of deviation ½, in float64. */
export function random(seed: number, shape: Shape): Tensor {
  return cast(normal(randomKey(seed), shape, { deviation: 0.5 }), 'float64');
}

export interface LstmWeights extends Record<string, Tensor> {
  /** `[input, 4·hidden]` */
  input: Tensor;
  /** `[hidden, 4·hidden]` */
  recurrent: Tensor;
  /** `[4·hidden]` */
  bias: Tensor;
}

export function lstmWeights(seed: number, input: number, hidden: number): LstmWeights {
  return { input: random(seed, [input, 4 * hidden]), recurrent: random(seed + 1, [hidden, 4 * hidden]), bias: random(seed + 2, [4 * hidden]) };
}

/** One step of an LSTM: x `[batch, input]`, h and c `[batch, hidden]` → the next [h, c]. */
export function lstmStep(weights: LstmWeights, x: Tensor, [h, c]: readonly Tensor[]): [Tensor, Tensor] {
  const gates = add(add(matmul(x, weights.input), matmul(h, weights.recurrent)), weights.bias);
  const [i, f, g, o] = split(gates, 4, -1);
  const cell = add(mul(sigmoid(f), c), mul(sigmoid(i), tanh(g)));
  return [mul(sigmoid(o), tanh(cell)), cell];
}
