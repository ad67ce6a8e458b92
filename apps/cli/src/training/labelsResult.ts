import type { ClassifyCard, Evaluation } from '@rekur/tasks';
import type { Colors } from '../io.js';
import { count } from '../terminal/format.js';
import { table } from '../terminal/table.js';

/** More labels make a confusion matrix wider than a terminal. */
const MOST_CONFUSED = 12;

/** The result of a training on labels, as lines. */
export function labelsResult({ source, heldOut }: Pick<ClassifyCard, 'source' | 'heldOut'>, colors: Colors): string[] {
  if (!heldOut) return [];
  const { accuracy, examples, majority } = heldOut;
  const baseline = `always saying ${JSON.stringify(majority.label)} is right in ${percent(majority.accuracy)}`;
  return [
    `${colors.bold(`${percent(accuracy)} right`)} of ${count(examples)} held-out examples of ${source}; ${baseline}`,
    '',
    ...classLines(heldOut),
    ...(heldOut.classes.length > MOST_CONFUSED ? [] : ['', ...confusionLines(heldOut)]),
  ];
}

function classLines({ classes, f1 }: Evaluation): string[] {
  const header = ['label', 'examples', 'precision', 'recall', 'F1'];
  const rows = classes.map((each) => [each.label, count(each.examples), percent(each.precision), percent(each.recall), each.f1.toFixed(3)]);
  return table([header, ...rows, ['mean', '', '', '', f1.toFixed(3)]]);
}

function confusionLines({ classes, confusion }: Evaluation): string[] {
  const labels = classes.map(({ label }) => label);
  return table([['is ↓ taken for →', ...labels], ...confusion.map((row, index) => [labels[index], ...row.map(String)])]);
}

/** `97.2 %` */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
