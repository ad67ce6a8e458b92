import type { Tensor } from '@rekur/tensor';
import { add, describe, equal, expandDims, fullLike, greaterEqual, iota, logSoftmax, mul, neg, sum, tensor, ValueError, where } from '@rekur/tensor';
import { requireKnown, requireOptions, requireShares } from '../require.js';
import type { Loss } from './loss.js';
import { meanOfCounted, onlyCounted, requireClasses, requireTargets, selectionOf } from './loss.js';

export interface CrossEntropyOptions {
  /** Targets of this value do not count. Default −100. */
  ignoreIndex?: number;
  /** Share of the target that is spread evenly over all classes, 0 to 1 (Szegedy et al. 2016). Default 0. */
  labelSmoothing?: number;
  /** How much each class counts, one number per class. Default: all 1. */
  classWeights?: readonly number[];
}

/**
 * Cross-entropy as `torch.nn.CrossEntropyLoss` with the classes on the last axis: logits [..., classes], targets int32 [...].
 * With p = softmax(logits), class weights w and smoothing ε, each target y costs
 *
 *     (1 − ε)·w_y·(−log p_y) + ε/classes · Σ_c w_c·(−log p_c)
 *
 * in nats; the mean divides by the sum of the w_y that count, so it is NaN if none does. A target that is no class and not
 * `ignoreIndex` makes the loss NaN.
 * @throws ValueError for options out of range; when called ShapeError, DTypeError
 */
export function crossEntropyWith(options: CrossEntropyOptions = {}): Loss {
  requireKnown('crossEntropy', options, { ignoreIndex: true, labelSmoothing: true, classWeights: true });
  const { ignoreIndex = -100, labelSmoothing = 0, classWeights } = options;
  requireOptions('crossEntropy', { ignoreIndex }, Number.isInteger, 'a whole number is expected');
  requireOptions('crossEntropy', { labelSmoothing }, (value) => value >= 0 && value <= 1, 'a number from 0 to 1 is expected');
  requireShares('crossEntropy', 'classWeights', classWeights);
  const loss: Loss = (logits, targets, given) => {
    const classes = logits.shape[logits.rank - 1];
    requireTargets('crossEntropy', targets.shape, logits.shape.slice(0, -1), 'one class per row of logits');
    requireClasses('crossEntropy', targets);
    if (classWeights) requireClassWeights(classWeights, classes);
    const selection = selectionOf('crossEntropy', logits, given);
    const logProbabilities = logSoftmax(onlyCounted(logits, selection));
    const perClass = classWeights && tensor(classWeights as number[], { dtype: logits.dtype });
    const weigh = (x: Tensor): Tensor => (perClass ? mul(x, perClass) : x);

    const chosen = equal(expandDims(targets, -1), iota([classes], { like: targets }));
    const chosenLoss = neg(sum(where(chosen, weigh(logProbabilities), 0), -1));
    const smooth = (): Tensor => add(mul(chosenLoss, 1 - labelSmoothing), mul(sum(weigh(logProbabilities), -1), -labelSmoothing / classes));
    const ignored = equal(targets, ignoreIndex);
    const losses = where(ignored, 0, where(outside(targets, classes), NaN, labelSmoothing === 0 ? chosenLoss : smooth()));
    const share = perClass ? sum(where(chosen, perClass, 0), -1) : fullLike(losses, 1);
    return meanOfCounted(losses, selection, where(ignored, 0, share));
  };
  return Object.assign(loss, { ignoreIndex, hasOutputAxis: true });
}

/** {@link crossEntropyWith} with all its defaults: the mean of −log softmax(logits)[target]. */
export const crossEntropy: Loss = crossEntropyWith();

/** bool: is a target no class? */
function outside(targets: Tensor, classes: number): Tensor {
  return where(greaterEqual(targets, 0), greaterEqual(targets, classes), 1);
}

function requireClassWeights(weights: readonly number[], classes: number): void {
  if (weights.length === classes) return;
  throw new ValueError(
    describe('crossEntropy', 'class weights do not fit', `${weights.length} weights`, `${classes} are expected: one for each class of the logits`),
  );
}
