import { accuracy, confusionMatrix, f1 } from '@rekur/train';

/** How well a classifier does on examples that no decision depended on. */
export interface Evaluation {
  readonly examples: number;
  /** Share of the examples whose likeliest class is the right one. */
  readonly accuracy: number;
  /** What always giving the commonest class of the training part would reach. */
  readonly majority: { readonly label: string; readonly accuracy: number };
  /** Mean of the F1 of the classes that appear, each counting the same. */
  readonly f1: number;
  readonly classes: readonly ClassEvaluation[];
  /** How many examples of class `row` were taken for class `column`: [classes][classes]. */
  readonly confusion: readonly (readonly number[])[];
}

/** One class against all others. A figure without any example to compute it from is 0. */
export interface ClassEvaluation {
  readonly label: string;
  /** Examples of it. */
  readonly examples: number;
  /** Share of what was taken for it that is it. */
  readonly precision: number;
  /** Share of it that was found. */
  readonly recall: number;
  /** Harmonic mean of precision and recall. */
  readonly f1: number;
}

/**
 * Compares predicted with true classes.
 * @param commonest the commonest class of the training part
 */
export function evaluate(labels: readonly string[], predicted: ArrayLike<number>, actual: ArrayLike<number>, commonest: number): Evaluation {
  const confusion = confusionMatrix(predicted, actual, { classes: labels.length });
  const rows = confusion.map((row) => row.reduce((sum, each) => sum + each, 0));
  const columns = labels.map((_, column) => confusion.reduce((sum, row) => sum + row[column], 0));
  const classes = labels.map((label, index) => {
    const hits = confusion[index][index];
    return {
      label,
      examples: rows[index],
      precision: share(hits, columns[index]),
      recall: share(hits, rows[index]),
      f1: share(2 * hits, rows[index] + columns[index]),
    };
  });
  return {
    examples: actual.length,
    accuracy: accuracy(predicted, actual),
    majority: { label: labels[commonest], accuracy: share(rows[commonest], actual.length) },
    f1: f1(predicted, actual, { average: 'macro' }),
    classes,
    confusion,
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
