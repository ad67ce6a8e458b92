import { describe, fromData, ValueError, Tensor } from '@rekur/tensor';
import type { CountedOptions, Numbers } from './counted.js';
import { counted, shapeOf } from './counted.js';

export interface ClassOptions extends CountedOptions {
  /** Targets of this value do not count. Default −100. */
  readonly ignoreIndex?: number;
}

/**
 * Predicted and actual classes that count. A prediction with one axis more than the targets holds a score per class: the
 * greatest is the class, the first of equals.
 * @throws ShapeError if shapes do not fit, ValueError for what is no class
 */
export function classPairs(operation: string, predictions: Numbers, targets: Numbers, options: ClassOptions = {}): [predicted: number, actual: number][] {
  const classes = greatestOf(predictions, targets);
  const { predicted, actual } = counted(operation, { predicted: classes, actual: targets }, options);
  const pairs = predicted.map((each, index): [number, number] => [each, actual[index]]).filter(([, each]) => each !== (options.ignoreIndex ?? -100));
  const stray = pairs.flat().find((each) => !(Number.isInteger(each) && each >= 0));
  if (stray === undefined) return pairs;
  throw new ValueError(describe(operation, 'not a class', String(stray), 'whole numbers, 0 or more, are expected'));
}

function greatestOf(predictions: Numbers, targets: Numbers): Numbers {
  if (!(predictions instanceof Tensor && predictions.rank === shapeOf(targets).length + 1)) return predictions;
  const { shape, data } = predictions;
  const width = shape[shape.length - 1];
  const classes = Int32Array.from({ length: data.length / width }, (_, row) => {
    const scores = data.subarray(row * width, (row + 1) * width);
    let best = 0;
    for (let index = 1; index < width; index++) if (scores[index] > scores[best]) best = index;
    return best;
  });
  return fromData(classes, shape.slice(0, -1));
}
