import type { Words } from '../../language.js';
import { arrow } from '../arrow.js';
import type { Pen } from '../drawing.js';
import { label } from '../label.js';
import type { Markup } from '../svg.js';
import type { CellDiagramData } from './cell.js';
import type { DrawCell, DrawnCell } from './drawn.js';
import { gateWords } from './gateWords.js';
import { box, control, dot, exit, feed, HIGHWAY, joint, LOCAL, outline, reading, road, stateReading, valve } from './pieces.js';

/** In what the cells of the family differ. */
export interface LstmVariant {
  readonly title: Words;
  readonly caption: Words;
  readonly structure: Words;
  readonly equations: readonly string[];
  /** What turns the valve on the highway; none in the cell of 1997. */
  readonly forget: 'gate' | 'none';
  /** A gate of its own, or 1 − forget. */
  readonly input: 'gate' | 'coupled';
  readonly peepholes?: boolean;
  readonly projection?: boolean;
  readonly layerNorm?: boolean;
  /** The gates' values come back at the next step, as in the cell of 1997. */
  readonly gateFeedback?: boolean;
  /** What squashes candidate and cell state. Default tanh. */
  readonly squash?: { readonly candidate: string; readonly state: string };
}

const Y = { highway: 122, taken: 216, gates: 296, bus: 352, names: 383, top: 84, bottom: 406 } as const;
const X = { entry: 108, forget: 154, input: 240, candidate: 328, output: 428, tap: 478 } as const;
/** Where x comes in, if h is normalised before they meet. */
const NORMED_ENTRY = 122;
/** The names make room for it. */
const NORMED_SHIFT = { forget: 18, input: 7, cell: 0, output: 0 } as const;
/** What else comes back in the cell of 1997: the gates' own values. */
const FEEDBACK = [
  { state: 'y_in', gate: 'input', name: 'y_{in}', y: 214 },
  { state: 'y_out', gate: 'output', name: 'y_{out}', y: 276 },
] as const;

/** The LSTM's family: the cell state as a highway across the top, the hidden state as the local road below, gates as valves. */
export function drawLstm(variant: LstmVariant): DrawCell {
  return (pen, data): DrawnCell => ({
    title: variant.title,
    caption: variant.caption,
    structure: variant.structure,
    equations: variant.equations,
    bottom: 452,
    children: [
      outline(pen, Y.top, Y.bottom),
      ...roads(pen, variant),
      ...peepholes(pen, variant),
      ...gates(pen, data, variant),
      ...outputBranch(pen, data, variant),
      ...states(pen, data, variant),
    ],
  });
}

function roads(pen: Pen, { gateFeedback = false, layerNorm = false }: LstmVariant): Markup[] {
  const entry = layerNorm ? NORMED_ENTRY : X.entry;
  const feedback = FEEDBACK.map(({ state, y }) => road(pen, [{ x: 8, y }, { x: X.entry, y }, { x: X.entry, y: Y.bus }], { id: state, width: 6 }));
  return [
    road(pen, [{ x: X.candidate, y: Y.gates - 15 }, { x: X.candidate, y: Y.highway }], { id: 'candidate', width: LOCAL }),
    road(pen, [{ x: X.tap, y: Y.highway }, { x: X.tap, y: Y.bus }, { x: 618, y: Y.bus }], { id: 'h-next', width: LOCAL }),
    ...(gateFeedback ? feedback : []),
    road(pen, [{ x: 8, y: Y.bus }, { x: X.output + 6, y: Y.bus }], { id: 'h', width: LOCAL }),
    road(pen, [{ x: 8, y: Y.highway }, { x: 618, y: Y.highway }], { id: 'c', width: HIGHWAY, highway: true }),
    exit(pen, Y.highway, HIGHWAY, true),
    exit(pen, Y.bus, LOCAL),
    arrow([{ x: entry, y: Y.bottom + 34 }, { x: entry, y: Y.bus + LOCAL / 2 }], { id: pen.id('input'), class: 'viz-input', color: pen.theme.series[0], strokeWidth: 3, head: 9 }),
  ];
}

function colorsOf(pen: Pen): Readonly<Record<'forget' | 'input' | 'cell' | 'output', string>> {
  const { series } = pen.theme;
  return { forget: series[6], input: series[2], cell: series[0], output: series[3] };
}

function gates(pen: Pen, { values }: CellDiagramData, variant: LstmVariant): Markup[] {
  const colors = colorsOf(pen);
  const { squash = { candidate: 'tanh', state: 'tanh' } } = variant;
  const gate = (name: 'forget' | 'input' | 'cell' | 'output', x: number, text: string): Markup[] => [
    feed(pen, [{ x, y: Y.bus - LOCAL / 2 }, { x, y: Y.gates + 16 }]),
    box(pen, { x, y: Y.gates }, text, { id: `gate-${name}`, color: colors[name] }),
    label({ x: x + (variant.layerNorm ? NORMED_SHIFT[name] : 0), y: Y.names }, pen.say(gateWords(name)), { id: pen.id(`name-${name}`), size: 12, fill: colors[name] }),
  ];
  const forget = values?.gates?.forget;
  const coupled = forget === undefined ? undefined : 1 - forget;
  const input = variant.input === 'coupled' ? coupled : values?.gates?.input;
  const controlX = variant.input === 'coupled' ? X.forget : X.input;
  return [
    ...(variant.forget === 'none'
      ? []
      : [
          ...gate('forget', X.forget, 'σ'),
          control(pen, [{ x: X.forget, y: Y.gates - 16 }, { x: X.forget, y: Y.highway + HIGHWAY / 2 + 6 }], 'forget', colors.forget),
          valve(pen, { x: X.forget, y: Y.highway }, { id: 'forget', color: colors.forget, along: 'horizontal', roadWidth: HIGHWAY, opening: forget }),
          reading(pen, { x: X.forget + 11, y: Y.highway + 42 }, 'f', forget, { id: 'forget', color: colors.forget }),
        ]),
    ...(variant.input === 'gate' ? gate('input', X.input, 'σ') : []),
    ...gate('cell', X.candidate, squash.candidate),
    ...gate('output', X.output, 'σ'),
    ...(variant.input === 'gate'
      ? [control(pen, [{ x: X.input, y: Y.gates - 16 }, { x: X.input, y: Y.taken }, { x: X.candidate - LOCAL / 2 - 6, y: Y.taken }], 'input', colors.input)]
      : [
          dot(pen, { x: controlX, y: Y.taken }, colors.forget),
          control(pen, [{ x: controlX, y: Y.taken }, { x: X.input - 17, y: Y.taken }], 'complement', colors.forget),
          control(pen, [{ x: X.input + 17, y: Y.taken }, { x: X.candidate - LOCAL / 2 - 6, y: Y.taken }], 'input', colors.input),
          joint(pen, { x: X.input, y: Y.taken }, '1−', 'complement', colors.forget),
        ]),
    valve(pen, { x: X.candidate, y: Y.taken }, { id: 'input', color: colors.input, along: 'vertical', roadWidth: LOCAL, opening: input }),
    reading(pen, { x: X.candidate + 20, y: Y.taken + 5 }, variant.input === 'coupled' ? '1 − f' : variant.gateFeedback ? 'y_{in}' : 'i', input, { id: 'input', color: colors.input }),
    reading(pen, { x: X.candidate + 14, y: Y.gates - 32 }, 'g', values?.gates?.cell, { id: 'cell', color: colors.cell }),
    joint(pen, { x: X.candidate, y: Y.highway }, '+', 'sum'),
  ];
}

function outputBranch(pen: Pen, { values }: CellDiagramData, variant: LstmVariant): Markup[] {
  const colors = colorsOf(pen);
  const { muted } = pen.theme;
  const { squash = { candidate: 'tanh', state: 'tanh' } } = variant;
  const valveY = variant.layerNorm ? 256 : 240;
  return [
    dot(pen, { x: X.tap, y: Y.highway }, pen.theme.ink),
    ...(variant.layerNorm ? [box(pen, { x: X.tap, y: 166 }, 'N', { id: 'norm-c', color: muted, width: 30 })] : []),
    box(pen, { x: X.tap, y: variant.layerNorm ? 206 : 180 }, squash.state, { id: 'squash', color: muted }),
    control(pen, [{ x: X.output, y: Y.gates - 16 }, { x: X.output, y: valveY }, { x: X.tap - LOCAL / 2 - 6, y: valveY }], 'output', colors.output),
    valve(pen, { x: X.tap, y: valveY }, { id: 'output', color: colors.output, along: 'vertical', roadWidth: LOCAL, opening: values?.gates?.output }),
    reading(pen, { x: X.tap + 16, y: valveY + 5 }, variant.gateFeedback ? 'y_{out}' : 'o', values?.gates?.output, { id: 'output', anchor: 'start', color: colors.output }),
    ...(variant.projection ? [box(pen, { x: X.tap, y: 306 }, 'W_{hr}', { id: 'projection', color: pen.theme.ink, width: 46 })] : []),
    ...(variant.layerNorm
      ? [
          box(pen, { x: 97, y: Y.bus }, 'NU', { id: 'norm-h', color: muted, width: 28 }),
          box(pen, { x: NORMED_ENTRY, y: Y.names + 3 }, 'NW', { id: 'norm-x', color: muted, width: 32 }),
        ]
      : []),
  ];
}

function peepholes(pen: Pen, { peepholes: drawn = false }: LstmVariant): Markup[] {
  if (!drawn) return [];
  const color = pen.theme.accent;
  const below = Y.highway + HIGHWAY / 2;
  const peephole = (name: string, points: readonly { x: number; y: number }[]): Markup =>
    arrow(points, { id: pen.id(`peephole-${name}`), class: 'viz-peephole', color, strokeWidth: 2, dash: '2 4' });
  return [
    dot(pen, { x: X.entry, y: below }, color),
    peephole('forget', [{ x: X.entry, y: below }, { x: X.entry, y: Y.gates }, { x: X.forget - 22, y: Y.gates }]),
    peephole('input', [{ x: X.entry, y: below }, { x: X.entry, y: 252 }, { x: X.input - 12, y: 252 }, { x: X.input - 12, y: Y.gates - 16 }]),
    dot(pen, { x: X.output - 12, y: below }, color),
    peephole('output', [{ x: X.output - 12, y: below }, { x: X.output - 12, y: Y.gates - 16 }]),
  ];
}

function states(pen: Pen, { values }: CellDiagramData, { gateFeedback = false, layerNorm = false }: LstmVariant): Markup[] {
  const { ink, series, muted } = pen.theme;
  const feedback = FEEDBACK.flatMap(({ state, gate, name, y }) => [
    ...stateReading(pen, y, { side: 'left', name, value: values?.previous?.[state], width: 6, id: `${state}-previous` }),
    arrow([{ x: X[gate] - 22, y: Y.gates }, { x: X[gate] - 40, y: Y.gates }], { id: pen.id(`feedback-${gate}`), class: 'viz-feedback', color: ink, dash: '3 3' }),
    reading(pen, { x: X[gate] - 24, y: Y.gates + 20 }, name, undefined, { id: `${state}-next`, anchor: 'end' }),
  ]);
  return [
    ...stateReading(pen, Y.highway, { side: 'left', name: 'c_{t−1}', value: values?.previous?.c, width: HIGHWAY, id: 'c-previous' }),
    ...stateReading(pen, Y.highway, { side: 'right', name: 'c_t', value: values?.next?.c, width: HIGHWAY, id: 'c-next' }),
    ...stateReading(pen, Y.bus, { side: 'left', name: 'h_{t−1}', value: values?.previous?.h, width: LOCAL, id: 'h-previous' }),
    ...stateReading(pen, Y.bus, { side: 'right', name: 'h_t', value: values?.next?.h, width: LOCAL, id: 'h-next' }),
    label({ x: 546, y: Y.highway - 23 }, pen.say({ en: 'cell state: the highway', ko: '셀 상태: 고속도로' }), { id: pen.id('name-c'), size: 12, fill: muted, anchor: 'end' }),
    reading(pen, { x: (layerNorm ? NORMED_ENTRY : X.entry) + 12, y: Y.bottom + 27 }, 'x_t', values?.input, { id: 'x', color: series[0] }),
    ...(gateFeedback ? feedback : []),
  ];
}
