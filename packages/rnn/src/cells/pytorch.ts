import type { CellSizes, ParameterSpec } from '../cell.js';
import { uniformInitializer } from '../initializers.js';

/**
 * PyTorch's parameters of a cell with `gateCount` gates: weight_ih [gates·hidden, input], weight_hh [gates·hidden, hidden]
 * and two biases [gates·hidden], every one uniform in ±1/√hidden.
 */
export function pytorchParameters(gateCount: number, { inputSize, hiddenSize, bias }: CellSizes): Record<string, ParameterSpec> {
  const initializer = uniformInitializer(1 / Math.sqrt(hiddenSize));
  const rows = gateCount * hiddenSize;
  const weights = {
    weight_ih: { shape: [rows, inputSize], initializer },
    weight_hh: { shape: [rows, hiddenSize], initializer },
  };
  if (!bias) return weights;
  return { ...weights, bias_ih: { shape: [rows], initializer }, bias_hh: { shape: [rows], initializer } };
}
