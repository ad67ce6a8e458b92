import { describe, ValueError } from '@rekur/tensor';
import type { Cell } from '../cell.js';
import { defineCell, givenOptions } from '../cell.js';
import { constantInitializer, identityInitializer, normalInitializer } from '../initializers.js';
import { elmanReluCell } from './elman.js';
import { pytorchParameters } from './pytorch.js';

export interface IrnnCellOptions {
  /** What the identity is multiplied with. Default 1; the paper takes 0.01 where long memory hurts. */
  readonly scale?: number;
}

/**
 * Elman's network with rectifiers that begins by copying its state (Le, Jaitly & Hinton 2015, "A simple way to initialize
 * recurrent networks of rectified linear units"):
 *
 *     h' = relu(W_ih·x + b_ih + W_hh·h + b_hh)
 *
 * Parameters: as the Elman network's; weight_hh starts as scale times the identity, weight_ih normal with deviation 0.001,
 * the biases 0.
 * @throws ValueError if the scale is no finite number.
 */
export function irnnCell(options: IrnnCellOptions = {}): Cell {
  const { scale = 1 } = options;
  if (!Number.isFinite(scale)) {
    throw new ValueError(describe('irnnCell', 'not a scale', `scale is ${scale}`, 'a finite number is expected'));
  }
  const initializers: Readonly<Record<string, ReturnType<typeof constantInitializer>>> = {
    weight_ih: normalInitializer(0.001),
    weight_hh: identityInitializer(scale),
    bias_ih: constantInitializer(0),
    bias_hh: constantInitializer(0),
  };
  return defineCell({
    ...elmanReluCell,
    name: 'irnn',
    ...givenOptions(options),
    parameters: (sizes) =>
      Object.fromEntries(
        Object.entries(pytorchParameters(1, sizes)).map(([name, { shape }]) => [name, { shape, initializer: initializers[name] }]),
      ),
  });
}
