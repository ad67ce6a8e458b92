import { apply, type Tensor } from '@rekur/tensor';
import { rule } from '../rule.js';

function product(a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean): Tensor {
  return apply('matmul', { transposeA, transposeB }, [a, b])[0];
}

/**
 * C = A·B: dA = dC·Bᵀ, dB = Aᵀ·dC. Where an operand was read transposed, its cotangent is the transpose of that, obtained
 * by exchanging the factors; no matrix is ever transposed in memory.
 */
export const matmulRule = rule('matmul', (g, { inputs, params: { transposeA, transposeB } }) => {
  const [a, b] = inputs as Tensor[];
  return [
    () => (transposeA ? product(b, g, transposeB, true) : product(g, b, false, !transposeB)),
    () => (transposeB ? product(g, a, true, transposeA) : product(a, g, !transposeA, false)),
  ];
});
