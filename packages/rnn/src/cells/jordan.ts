import { add, describe, sigmoid, tanh, ValueError, type Tensor } from '@rekur/tensor';
import type { Cell, CellSizes } from '../cell.js';
import { affine, defineCell, givenOptions } from '../cell.js';
import { uniformInitializer } from '../initializers.js';

const activations: Readonly<Record<string, (x: Tensor) => Tensor>> = { sigmoid, tanh, identity: (x) => x };

export interface JordanCellOptions {
  /** Width of the output y that is fed back. Default: as wide as the hidden layer. */
  readonly outputSize?: number;
  /** f. Default sigmoid, as in the paper. */
  readonly outputActivation?: 'sigmoid' | 'tanh' | 'identity';
}

/**
 * Jordan's network (Jordan 1986, "Serial order"): the output, not the hidden layer, comes back with the next input.
 *
 *     h = tanh(W_ih·x + W_yh·y + b_h)
 *     y' = f(W_ho·h + b_o)
 *
 * State: y [batch, output]. Parameters: weight_ih [hidden, input], weight_yh [hidden, output], bias_h [hidden],
 * weight_ho [output, hidden], bias_o [output], all uniform in ±1/√hidden.
 * @throws ValueError if the output size is no whole number above 0, or for an unknown activation.
 */
export function jordanCell(options: JordanCellOptions = {}): Cell {
  const { outputSize, outputActivation = 'sigmoid' } = options;
  if (outputSize !== undefined && !(Number.isInteger(outputSize) && outputSize > 0)) {
    throw new ValueError(describe('jordanCell', 'not a size', `outputSize is ${outputSize}`, 'a whole number above 0 is expected'));
  }
  if (!Object.hasOwn(activations, outputActivation)) {
    const known = Object.keys(activations).join(', ');
    throw new ValueError(describe('jordanCell', 'no such activation', `outputActivation is '${String(outputActivation)}'`, `one of ${known} is expected`));
  }
  const activation = activations[outputActivation];
  const outputOf = ({ hiddenSize }: CellSizes): number => outputSize ?? hiddenSize;

  return defineCell({
    name: 'jordan',
    ...givenOptions(options),
    states: ['y'],
    gates: ['hidden'],
    stateSizes: (sizes) => ({ y: outputOf(sizes) }),
    parameters(sizes) {
      const { inputSize, hiddenSize, bias } = sizes;
      const initializer = uniformInitializer(1 / Math.sqrt(hiddenSize));
      return {
        weight_ih: { shape: [hiddenSize, inputSize], initializer },
        weight_yh: { shape: [hiddenSize, outputOf(sizes)], initializer },
        weight_ho: { shape: [outputOf(sizes), hiddenSize], initializer },
        ...(bias && { bias_h: { shape: [hiddenSize], initializer }, bias_o: { shape: [outputOf(sizes)], initializer } }),
      };
    },
    step({ weight_ih, weight_yh, weight_ho, bias_h, bias_o }, x, { y }) {
      const hidden = tanh(add(affine(x, weight_ih, bias_h), affine(y, weight_yh)));
      return { state: { y: activation(affine(hidden, weight_ho, bias_o)) }, gates: { hidden } };
    },
  });
}
