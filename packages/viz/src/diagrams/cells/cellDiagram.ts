import type { DrawingFigure } from '../../figure.js';
import { type DiagramOptions, drawing, type Pen, penOf } from '../drawing.js';
import { formatValue, formula } from '../label.js';
import { refuse, requireValues } from '../refuse.js';
import type { CellDiagramData } from './cell.js';
import { drawElman } from './elman.js';
import { gateWords } from './gateWords.js';
import { drawGeneric } from './generic.js';
import { drawGru } from './gru.js';
import { drawLstm } from './lstm.js';
import { lstmVariants } from './lstmVariants.js';
import type { DrawCell } from './drawn.js';

/**
 * The inside of a cell, from its declaration: states are roads from left to right, gates are valves on them, as far open as
 * the gate's value says; one unit's numbers are printed where they are given. The cells of `@rekur/rnn` are drawn by their
 * equations, which stand below; any other cell, or one that declares other states or gates under a known name, as its
 * states, its gates and a box.
 *
 * Ids, each after `cell-` (and the prefix): `road-c` and its lane marks `road-c-lane`, `gate-forget` (the box that computes
 * it), `control-forget`, `valve-forget` with `data-opening` 0 … 1 and its leaves `valve-forget-leaf-1` and `-2`,
 * `value-forget` (the printed number), `state-c-previous`, `state-c-next`, `input`. Classes: `viz-road viz-highway`,
 * `viz-lane`, `viz-valve`, `viz-leaf`, `viz-box`, `viz-joint`, `viz-control`, `viz-feed`, `viz-peephole`, `viz-value`.
 * @throws FigureError for a cell without states or with too many, names given twice, values that are not finite or that the
 * cell does not declare
 */
export function cellDiagram(data: CellDiagramData, options: DiagramOptions = {}): DrawingFigure {
  check(data);
  const pen = penOf('cellDiagram', 'cell', options);
  const drawn = drawingOf(data)(pen, data);
  const title = pen.say(drawn.title);
  return drawing(
    pen,
    {
      id: `cell-${data.name.replace(/[^\w-]+/g, '-')}`,
      title,
      caption: pen.say(drawn.caption),
      description: sentences([title, pen.say(drawn.structure), spokenValues(pen, data)]),
      size: { height: drawn.bottom + drawn.equations.length * 25 + 14 },
      children: [
        ...drawn.children,
        ...drawn.equations.map((text, index) =>
          formula({ x: 96, y: drawn.bottom + 18 + index * 25 }, text, { id: pen.id(`equation-${index + 1}`), class: 'viz-equation', size: 15, fill: pen.theme.ink, anchor: 'start' }),
        ),
      ],
    },
    options,
  );
}

interface KnownCell {
  readonly states: readonly string[];
  readonly gates: readonly string[];
  readonly draw: DrawCell;
}

const lstmGates = ['input', 'forget', 'cell', 'output'];
const knownCells: Readonly<Record<string, KnownCell>> = {
  'rnn-tanh': { states: ['h'], gates: ['hidden'], draw: drawElman('tanh') },
  'rnn-relu': { states: ['h'], gates: ['hidden'], draw: drawElman('relu') },
  irnn: { states: ['h'], gates: ['hidden'], draw: drawElman('irnn') },
  jordan: { states: ['y'], gates: ['hidden'], draw: drawElman('jordan') },
  gru: { states: ['h'], gates: ['reset', 'update', 'new'], draw: drawGru('after') },
  'gru-reset-before': { states: ['h'], gates: ['reset', 'update', 'new'], draw: drawGru('before') },
  lstm: { states: ['h', 'c'], gates: lstmGates, draw: drawLstm(lstmVariants.lstm) },
  'lstm-peephole': { states: ['h', 'c'], gates: lstmGates, draw: drawLstm(lstmVariants['lstm-peephole']) },
  'lstm-coupled': { states: ['h', 'c'], gates: ['forget', 'cell', 'output'], draw: drawLstm(lstmVariants['lstm-coupled']) },
  'lstm-projection': { states: ['h', 'c'], gates: lstmGates, draw: drawLstm(lstmVariants['lstm-projection']) },
  'lstm-layer-norm': { states: ['h', 'c'], gates: lstmGates, draw: drawLstm(lstmVariants['lstm-layer-norm']) },
  lstm1997: { states: ['h', 'c', 'y_in', 'y_out'], gates: ['cell', 'input', 'output'], draw: drawLstm(lstmVariants.lstm1997) },
};

function drawingOf({ name, states, gates }: CellDiagramData): DrawCell {
  const known = Object.hasOwn(knownCells, name) ? knownCells[name] : undefined;
  return known !== undefined && sameNames(known.states, states) && sameNames(known.gates, gates) ? known.draw : drawGeneric;
}

function sameNames(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name) => other.includes(name));
}

/** Each with one full stop. */
function sentences(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').map((part) => (part.endsWith('.') ? part : `${part}.`)).join(' ');
}

function spokenValues(pen: Pen, { states, gates, values = {} }: CellDiagramData): string {
  const { gates: given = {}, previous = {}, next = {}, input } = values;
  const parts = [
    ...(input === undefined ? [] : [pen.say({ en: `input ${formatValue(input)}`, ko: `입력 ${formatValue(input)}` })]),
    ...gates.filter((gate) => gate in given).map((gate) => `${pen.say(gateWords(gate))} ${formatValue(given[gate])}`),
    ...states
      .filter((state) => state in previous || state in next)
      .map((state) => {
        const [before, after] = [previous[state], next[state]].map((value) => (value === undefined ? '?' : formatValue(value)));
        return pen.say({ en: `${state} from ${before} to ${after}`, ko: `이전 ${state} ${before}, 다음 ${state} ${after}` });
      }),
  ];
  return parts.length === 0 ? '' : `${pen.say({ en: 'Values of one unit', ko: '한 유닛의 값' })}: ${parts.join(', ')}`;
}

function check({ name, states, gates, values = {} }: CellDiagramData): void {
  const where = 'cellDiagram';
  const names = [...states, ...gates];
  if (states.length === 0) refuse(where, 'no states', `cell '${name}' declares none`, 'a recurrent cell has one or more');
  if (states.length > 6 || gates.length > 8) refuse(where, 'too many parts', `cell '${name}' has ${states.length} states and ${gates.length} gates`, 'up to 6 states and 8 gates can be drawn');
  if (new Set(names).size !== names.length) refuse(where, 'a name twice', `cell '${name}' has ${names.join(', ')}`, 'states and gates are expected to have different names');
  const parts = [['gates', values.gates, gates], ['previous', values.previous, states], ['next', values.next, states]] as const;
  for (const [part, given = {}, declared] of parts) {
    const unknown = Object.keys(given).find((key) => !declared.includes(key));
    if (unknown !== undefined) refuse(where, 'not declared', `values.${part} has '${unknown}'`, `one of ${declared.join(', ')} is expected`);
    for (const [key, value] of Object.entries(given)) requireValues(where, `values.${part}.${key}`, [value]);
  }
  if (values.input !== undefined) requireValues(where, 'values.input', [values.input]);
}
