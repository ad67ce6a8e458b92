import type { ClassifyCard, ForecastCard, ModelFile, TextCard } from '@rekur/tasks';
import type { Colors } from '../io.js';
import { byteSize, count } from '../terminal/format.js';
import { rangeOf, sparkline } from '../terminal/sparkline.js';
import { table } from '../terminal/table.js';
import { displayWidth } from '../terminal/width.js';
import { percent } from '../training/labelsResult.js';
import type { Inspection, RunFigures } from './inspection.js';

const LEFT = 'left' as const;

/** What is in a model file, as lines for people. */
export function inspectionLines({ task, card, layers, tensors, run }: Inspection, columns: number, colors: Colors): string[] {
  const all = tensors.reduce((sum, { elements }) => sum + elements, 0);
  const bytes = tensors.reduce((sum, each) => sum + each.bytes, 0);
  return [
    colors.bold('Training'),
    ...table(cardRows(task, card), { align: [LEFT, LEFT] }),
    ...(layers.length > 0 ? ['', colors.bold('Network'), ...networkLines(layers)] : []),
    '',
    colors.bold(`Tensors: ${count(all)} numbers, ${byteSize(bytes)}`),
    ...tensorLines(tensors),
    ...(run ? ['', ...runLines(run, columns, colors)] : ['', 'No network takes part in this model: there is nothing to run.']),
  ];
}

function networkLines(layers: Inspection['layers']): string[] {
  const rows = layers.map(({ path, title, output, parameters }) => [path, title, `[${output.join(', ')}]`, count(parameters)]);
  return table([['layer', 'is', 'output', 'parameters'], ...rows], { align: [LEFT, LEFT, LEFT, 'right'] });
}

function tensorLines(tensors: Inspection['tensors']): string[] {
  const rows = tensors.map((each) => [each.name, each.type, byteSize(each.bytes), ...[each.mean, each.deviation, each.least, each.greatest].map(short)]);
  return table([['name', 'type', 'size', 'mean', 'deviation', 'least', 'greatest'], ...rows], { align: [LEFT, LEFT] });
}

/** Where a model comes from and how good it is. */
function cardRows(task: ModelFile['task'], card: unknown): string[][] {
  const { settings, versions, engine, arithmetic } = card as TextCard | ForecastCard | ClassifyCard;
  const said = Object.entries(settings).map(([name, value]) => `${name} ${String(value)}`);
  const run = engine === undefined ? [] : [['engine', engine]];
  return [['task', task], ...figureRows(task, card), ['settings', said.join(', ')], ...run, ['arithmetic', arithmetic], ['version', versions.tasks]];
}

function figureRows(task: ModelFile['task'], card: unknown): string[][] {
  if (task === 'forecast') {
    const { plan, backtest } = card as ForecastCard;
    const rows = backtest.rows.slice(0, 3).map(({ method, rootMeanSquaredError }) => `${method} ${short(rootMeanSquaredError)}`);
    return [['data', plan[0]], ['held out', `RMSE one step ahead: ${rows.join(', ')}`]];
  }
  if (task === 'text') {
    const { source, characters, step, heldOut } = card as TextCard;
    const figure = heldOut ? `${heldOut.bitsPerCharacter.toFixed(3)} bits per character on ${count(heldOut.characters)} characters` : 'not measured';
    return [['data', `${source}, ${count(characters)} characters`], ['step', count(step)], ['held out', figure]];
  }
  const { source, balance, step, heldOut } = card as ClassifyCard;
  const examples = balance.reduce((sum, each) => sum + each.training, 0);
  const figure = heldOut
    ? `${percent(heldOut.accuracy)} of ${count(heldOut.examples)} examples right; always saying ${JSON.stringify(heldOut.majority.label)}: ${percent(heldOut.majority.accuracy)}`
    : 'not measured';
  return [['data', `${source}, ${count(examples)} examples of ${balance.length} labels`], ['step', count(step)], ['held out', figure]];
}

/** Gates, states and gradients over the steps of an input: one character a step, the last steps where there are many. */
function runLines({ steps, means, gradients, loss }: RunFigures, columns: number, colors: Colors): string[] {
  const names = [...Object.keys(means), ...Object.keys(gradients)];
  const nameWidth = Math.max(...names.map((name) => name.length));
  const width = axisWidth(steps);
  const shown = Math.min(steps.length, Math.max(8, Math.floor((columns - nameWidth - 28) / width)));
  const wide = (bars: string): string => Array.from(bars, (bar) => bar.repeat(width)).join('');
  const line = (name: string, values: readonly number[], bars: string): string => {
    const [least, most] = rangeOf(values);
    return `  ${name.padEnd(nameWidth)}  ${wide(bars)}  ${short(least)} … ${short(most)}`;
  };
  const last = <Value>(values: readonly Value[]): readonly Value[] => values.slice(values.length - shown);
  return [
    colors.bold(`Over ${count(steps.length)} steps${shown < steps.length ? `, the last ${shown} of them shown` : ''}: mean of the units of each gate and state`),
    `  ${''.padEnd(nameWidth)}  ${axis(last(steps), width)}`,
    ...Object.entries(means).map(([name, values]) => line(name, last(values), sparkline(last(values)))),
    '',
    colors.bold('Where the gradient goes: ‖∂L/∂s‖ of each state at each step, on a logarithmic scale'),
    `  L = ${loss}`,
    ...Object.entries(gradients).map(([name, values]) => line(name, last(values), sparkline(last(values).map(Math.log10)))),
  ];
}

/** Columns of one step: two where a character of the input takes two. */
function axisWidth(steps: readonly string[]): number {
  return areCharacters(steps) && steps.some((step) => displayWidth(step) > 1) ? 2 : 1;
}

/** Characters as they are, one a step; of longer labels the first and the last. */
function axis(steps: readonly string[], width: number): string {
  if (areCharacters(steps)) return steps.map((step) => visible(step) + ' '.repeat(width - displayWidth(visible(step)))).join('');
  const [first, end] = [steps[0], steps[steps.length - 1]];
  return first.length + end.length + 1 <= steps.length ? first.padEnd(steps.length - end.length) + end : `${first} … ${end}`;
}

function areCharacters(steps: readonly string[]): boolean {
  return steps.every((step) => Array.from(step).length === 1);
}

/** A character that is seen: `␤` for the end of a line and the like, `·` for joiners and accents alone. */
function visible(character: string): string {
  if (character < ' ') return '␤';
  return displayWidth(character) === 0 ? '·' : character;
}

/** Three significant digits. */
function short(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  return size >= 1e5 || size < 1e-3 ? value.toExponential(1) : String(Number(value.toPrecision(3)));
}
