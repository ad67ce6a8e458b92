import { fullLike, mapTree, neg } from '@rekur/tensor';
import type { ParameterTree } from './optimizer.js';

/** A slot of the parameters' shapes, all elements `value`. */
export function slotLike(parameters: ParameterTree, value = 0): ParameterTree {
  return mapTree(parameters, (leaf) => fullLike(leaf, value));
}

/** Gradients turned round: those of the negative of the loss, which makes it large. */
export function negated(gradients: ParameterTree): ParameterTree {
  return mapTree(gradients, neg);
}
