import type { Shape, Tensor } from '@rekur/tensor';
import { add, cast, concat, describe, div, equal, expandDims, formatShape, fullLike, gather, greater, greaterEqual, iota, logSoftmax, logSumExp, maximum, mul, neg, reshape, scan, ShapeError, slice, stack, sub, sum, transpose, ValueError, where } from '@rekur/tensor';
import { requireKnown, requireOptions } from '../require.js';
import type { Loss } from './loss.js';
import { meanOfCounted, onlyCounted, requireClasses, requireLengths, requireLengthsWithin, selectionOf } from './loss.js';

export interface CtcOptions {
  /** The class that stands for no label. Default 0. */
  blank?: number;
  /** mean: each row's loss divided by its number of targets, averaged over rows; sum: the sum over rows. Default mean. */
  reduction?: 'mean' | 'sum';
  /** Rows whose targets do not fit into their steps cost 0 instead of Infinity. Default false. */
  zeroInfinity?: boolean;
}

const reductions: readonly string[] = ['mean', 'sum'];

/** Stands for log 0: finite, so that no difference of two of them is NaN. */
const IMPOSSIBLE = -1e30;

/**
 * Connectionist temporal classification (Graves et al. 2006), as `torch.nn.CTCLoss`: −log of the probability that the labels
 * read off the steps, repeats merged and blanks dropped, are the targets. Logits [batch, time, classes] (log-probabilities
 * give the same), targets int32 [batch, labels], padded with anything; `lengths` says how many steps of a row count,
 * `targetLengths` how many labels, `weights` [batch] how much a row counts. A scan over time, in logarithms. A label that is
 * no class makes the loss NaN.
 * @throws ValueError for options out of range; when called ShapeError, DTypeError
 */
export function ctc(options: CtcOptions = {}): Loss {
  requireKnown('ctc', options, { blank: true, reduction: true, zeroInfinity: true });
  const { blank = 0, reduction = 'mean', zeroInfinity = false } = options;
  requireOptions('ctc', { blank }, (value) => Number.isInteger(value) && value >= 0, 'a whole number, 0 or more, is expected');
  if (!reductions.includes(reduction)) {
    throw new ValueError(describe('ctc', 'no such reduction', `'${reduction}'`, `${reductions.join(' or ')} is expected`));
  }
  return (logits, targets, given = {}) => {
    const [batch] = requireSequences(logits.shape, targets.shape, blank);
    if (given.weights) requireRowWeights(given.weights, batch);
    requireClasses('ctc', targets);
    if (given.targetLengths) {
      requireLengths('ctc', 'targetLengths', given.targetLengths, batch);
      requireLengthsWithin('ctc', 'targetLengths', given.targetLengths, 0, targets.shape[1]);
    }
    const selection = selectionOf('ctc', logits, given);
    const logProbabilities = logSoftmax(onlyCounted(logits, selection));
    const counts = given.targetLengths ?? fullLike(targets, targets.shape[1], { shape: [batch], dtype: 'int32' });
    const total = logLikelihood(logProbabilities, targets, counts, given.lengths, blank);
    const losses = where(greater(IMPOSSIBLE / 2, total), zeroInfinity ? 0 : Infinity, neg(total));

    const rows = { weights: given.weights, excluded: given.weights && equal(given.weights, 0) };
    if (reduction === 'sum') return sum(onlyCounted(given.weights ? mul(losses, given.weights) : losses, rows));
    return meanOfCounted(div(losses, cast(maximum(counts, 1), logits.dtype)), rows);
  };
}

/** log p(targets | steps) of each row, [batch]; near IMPOSSIBLE where they do not fit into the steps. */
function logLikelihood(logProbabilities: Tensor, targets: Tensor, counts: Tensor, lengths: Tensor | undefined, blank: number): Tensor {
  const [batch, time] = logProbabilities.shape;
  const states = withBlanks(targets, counts, blank);
  const width = states.shape[1];
  const emissions = transpose(emissionsOf(logProbabilities, states), [1, 0, 2]);
  const steps = lengths ?? fullLike(targets, time, { shape: [batch], dtype: 'int32' });

  const impossible = (columns: number): Tensor => fullLike(logProbabilities, IMPOSSIBLE, { shape: [batch, columns], dtype: logProbabilities.dtype });
  const shifted = (x: Tensor, by: number): Tensor => (by >= width ? impossible(width) : concat([impossible(by), slice(x, 1, 0, width - by)], 1));
  const maySkip = skips(states, blank);

  // alpha[l]: log of the probability of all ways to stand at state l; before the first step, at the first blank.
  const start = where(equal(iota([1, width], { like: states }), 0), 0, impossible(width));
  const { carry } = scan(
    ([alpha], [emission, t]) => {
      const ways = [alpha, shifted(alpha, 1), where(maySkip, shifted(alpha, 2), IMPOSSIBLE)];
      const next = add(logSumExp(stack(ways, 2), 2), emission);
      return { carry: [where(expandDims(greater(steps, t), 1), next, alpha)] };
    },
    [start],
    [emissions, iota([time], { like: counts })],
  );
  const last = expandDims(mul(counts, 2), 1);
  const position = iota([1, width], { like: counts });
  const ends = where(equal(position, last), 1, equal(position, sub(last, 1)));
  return logSumExp(where(ends, carry[0], IMPOSSIBLE), 1);
}

/** blank, first label, blank, second label … blank: int32 [batch, 2·labels + 1]; padding becomes blank. */
function withBlanks(targets: Tensor, counts: Tensor, blank: number): Tensor {
  const [batch, labels] = targets.shape;
  const blanks = (columns: number): Tensor => fullLike(targets, blank, { shape: [batch, columns], dtype: 'int32' });
  if (labels === 0) return blanks(1);
  const given = where(greater(expandDims(counts, 1), iota([1, labels], { like: counts })), targets, blank);
  return concat([reshape(stack([blanks(labels), given], 2), [batch, 2 * labels]), blanks(1)], 1);
}

/** bool [batch, width]: may a path come from two states before? Only to a label that differs from the one before it. */
function skips(states: Tensor, blank: number): Tensor {
  const [batch, width] = states.shape;
  const before = width < 3 ? fullLike(states, blank) : concat([fullLike(states, blank, { shape: [batch, 2], dtype: 'int32' }), slice(states, 1, 0, width - 2)], 1);
  return where(equal(states, blank), 0, where(equal(states, before), 0, equal(states, states)));
}

/** The log-probability of each state at each step, [batch, time, width]; NaN for a label that is no class. */
function emissionsOf(logProbabilities: Tensor, states: Tensor): Tensor {
  const [batch, time, classes] = logProbabilities.shape;
  const isClass = where(greaterEqual(states, 0), greater(classes, states), 0);
  const firstOfStep = reshape(mul(iota([batch * time], { like: states }), classes), [batch, time, 1]);
  const positions = add(firstOfStep, expandDims(where(isClass, states, 0), 1));
  return where(expandDims(isClass, 1), gather(reshape(logProbabilities, [-1]), positions), NaN);
}

function requireSequences(logits: Shape, targets: Shape, blank: number): Shape {
  if (logits.length === 3 && targets.length === 2 && logits[0] === targets[0] && blank < logits[2]) return logits;
  throw new ShapeError(
    describe(
      'ctc',
      'output or targets do not fit',
      `output is ${formatShape(logits)}, targets are ${formatShape(targets)}, blank is ${blank}`,
      'output [batch, time, classes], targets [batch, labels] and a blank below classes are expected',
    ),
  );
}

function requireRowWeights(weights: Tensor, batch: number): void {
  if (weights.rank === 1 && weights.shape[0] === batch) return;
  throw new ShapeError(
    describe('ctc', 'weights do not fit', `weights are ${formatShape(weights.shape)}`, `[${batch}] is expected: one weight per row`),
  );
}
