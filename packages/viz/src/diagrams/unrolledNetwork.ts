import type { DrawingFigure } from '../figure.js';
import { arrow, between } from './arrow.js';
import { type DiagramOptions, drawing, type Pen, penOf } from './drawing.js';
import { formula, label, measureFormula, type Point } from './label.js';
import { requireWhole } from './refuse.js';
import { element, formatNumber, type Markup } from './svg.js';

export interface UnrolledNetworkData {
  /** n, from 1 to 12. */
  readonly steps: number;
  /** How many steps are unfolded, 0 to n: a slider unfolds the network with it. Default all. */
  readonly unrolled?: number;
}

const ROWS = { output: 112, hidden: 198, input: 284 } as const;
const FOLDED_X = 58;

/**
 * A recurrent network folded (one unit with a loop) and beside it unrolled over n steps, with the path from the first input to
 * the last output lit, and what is multiplied along it: o_n = x_1·U·W^(n−1)·V. Steps not yet unfolded are outlines.
 *
 * Ids, each after `unrolled-` (and the prefix): folded `folded-input`, `folded-hidden`, `folded-output`, `folded-u`,
 * `folded-w` (the loop), `folded-v`; step 3 `input-3`, `hidden-3`, `output-3`, arrows `u-3`, `v-3`, and `w-3` from step 3 to 4;
 * `formula`. Classes: `viz-node viz-hidden`, `viz-arrow viz-w`, `viz-active` on the lit path, `viz-ghost` on what is not yet unfolded.
 * @throws FigureError for steps out of range
 */
export function unrolledNetwork(data: UnrolledNetworkData, options: DiagramOptions = {}): DrawingFigure {
  const { steps, unrolled = steps } = data;
  requireWhole('unrolledNetwork', 'steps', steps, 1, 12, 'show the first and last steps of a longer one in two drawings');
  requireWhole('unrolledNetwork', 'unrolled', unrolled, 0, steps);
  const pen = penOf('unrolledNetwork', 'unrolled', options);
  const spacing = Math.min(92, 430 / Math.max(1, steps - 1));
  const radius = steps > 8 ? 15 : 18;
  const columns = Array.from({ length: steps }, (_, index) => ({ step: index + 1, x: 176 + index * spacing }));
  const words = formulaOf(unrolled);
  const product = measureFormula(words, 18);
  const powers = unrolled < 3 ? undefined : { en: `the same W, ${unrolled - 1} times`, ko: `같은 W가 ${unrolled - 1}번 곱해진다` };
  const children = [
    ...folded(pen),
    separator(pen),
    ...columns.flatMap(({ step, x }) => unfoldedStep(pen, { step, x, spacing, radius, last: step === steps, unrolled })),
    formula({ x: 176, y: 346 }, words, { id: pen.id('formula'), class: 'viz-formula', size: 18, fill: unrolled === 0 ? pen.theme.muted : pen.theme.accent, anchor: 'start' }),
    ...(powers === undefined ? [] : [label({ x: 176 + product + 20, y: 346 }, pen.say(powers), { id: pen.id('powers'), size: 13, fill: pen.theme.muted, anchor: 'start' })]),
    label({ x: FOLDED_X, y: 346 }, pen.say({ en: 'folded', ko: '접은 그래프' }), { id: pen.id('folded-name'), size: 13, fill: pen.theme.muted }),
    label({ x: 616, y: 84 }, pen.say({ en: `unrolled: ${unrolled} of ${steps} steps`, ko: `펼친 그래프: ${steps}개 시점 중 ${unrolled}개` }), { id: pen.id('unrolled-name'), size: 13, fill: pen.theme.muted, anchor: 'end' }),
  ];
  return drawing(
    pen,
    {
      id: `unrolled-network-${steps}-${unrolled}`,
      title: pen.say({ en: 'A recurrent network, folded and unrolled', ko: '순환 신경망: 접은 모습과 펼친 그래프' }),
      caption: pen.say({ en: 'The same U, W and V at every step.', ko: '모든 시점에서 같은 U, W, V를 쓴다.' }),
      description: describe(pen, steps, unrolled),
      size: { height: 364 },
      children,
    },
    options,
  );
}

function formulaOf(unrolled: number): string {
  if (unrolled === 0) return 'h_t = x_t·U + h_{t−1}·W';
  if (unrolled === 1) return 'o_1 = x_1·U·V';
  return `o_{${unrolled}} = x_1·U·${unrolled === 2 ? 'W' : `W^{${unrolled - 1}}`}·V`;
}

function folded(pen: Pen): Markup[] {
  const { ink, muted, series } = pen.theme;
  const at = (row: keyof typeof ROWS): Point => ({ x: FOLDED_X, y: ROWS[row] });
  const [right, top] = [FOLDED_X + 18, ROWS.hidden];
  // A loop from the unit's upper right to its lower right.
  const loop = `M${formatNumber(right - 3)},${top - 10}C${right + 34},${top - 40} ${right + 34},${top + 40} ${formatNumber(right + 2)},${top + 12}`;
  return [
    arrow(between(at('input'), at('hidden'), 20), { id: pen.id('folded-u'), class: 'viz-u', color: muted, strokeWidth: 2 }),
    arrow(between(at('hidden'), at('output'), 20), { id: pen.id('folded-v'), class: 'viz-v', color: muted, strokeWidth: 2 }),
    element('g', { id: pen.id('folded-w'), class: 'viz-arrow viz-w' }, [
      element('path', { class: 'viz-line', d: loop, fill: 'none', stroke: series[2], 'stroke-width': 2.5 }),
      element('path', { class: 'viz-head', d: `M${right - 4},${top + 9}L${right + 8},${top + 10}L${right + 2},${top + 20}Z`, fill: series[2] }),
    ]),
    label({ x: FOLDED_X - 14, y: 245 }, 'U', { size: 14, fill: ink }),
    label({ x: FOLDED_X - 14, y: 159 }, 'V', { size: 14, fill: ink }),
    label({ x: right + 38, y: top + 5 }, 'W', { size: 14, fill: ink }),
    ...(['input', 'hidden', 'output'] as const).map((row) => unit(pen, { id: `folded-${row}`, row, at: at(row), name: { input: 'x', hidden: 'h', output: 'o' }[row], radius: 18, state: 'plain' })),
  ];
}

function separator(pen: Pen): Markup {
  return element('path', { class: 'viz-separator', d: 'M140,78V300', fill: 'none', stroke: pen.theme.line, 'stroke-width': 1.5 });
}

interface StepPlace {
  readonly step: number;
  readonly x: number;
  readonly spacing: number;
  readonly radius: number;
  readonly last: boolean;
  readonly unrolled: number;
}

function unfoldedStep(pen: Pen, { step, x, spacing, radius, last, unrolled }: StepPlace): Markup[] {
  const { ink, muted, accent, line } = pen.theme;
  const open = step <= unrolled;
  const onPath = { u: open && step === 1, w: step < unrolled, v: open && step === unrolled };
  const reached = { u: open, w: step < unrolled, v: open };
  const at = (row: keyof typeof ROWS): Point => ({ x, y: ROWS[row] });
  const edge = (name: 'u' | 'w' | 'v', points: readonly Point[], labelAt: Point): Markup[] => {
    const state = onPath[name] ? ' viz-active' : reached[name] ? '' : ' viz-ghost';
    const style = onPath[name] ? { color: accent, strokeWidth: 3, head: radius > 15 ? 9 : 6 } : reached[name] ? { color: muted, strokeWidth: 1.5 } : { color: line, dash: '4 4' };
    const text = reached[name] ? [label(labelAt, name.toUpperCase(), { class: 'viz-weight', size: 13, fill: onPath[name] ? accent : ink })] : [];
    return [arrow(points, { id: pen.id(`${name}-${step}`), class: `viz-${name}${state}`, ...style }), ...text];
  };
  const side = radius > 15 ? 12 : 10;
  const next = { x: x + spacing, y: ROWS.hidden };
  const state = (row: keyof typeof ROWS): UnitState => {
    if (!open) return 'ghost';
    return row === 'hidden' || (row === 'input' && step === 1) || (row === 'output' && step === unrolled) ? 'active' : 'plain';
  };
  return [
    ...edge('u', between(at('input'), at('hidden'), radius + 2), { x: x + side, y: 245 }),
    ...edge('v', between(at('hidden'), at('output'), radius + 2), { x: x + side, y: 159 }),
    ...(last ? [] : edge('w', between(at('hidden'), next, radius + 1), { x: x + spacing / 2, y: ROWS.hidden - 12 })),
    ...(['input', 'hidden', 'output'] as const).map((row) =>
      unit(pen, { id: `${row}-${step}`, row, at: at(row), name: `${{ input: 'x', hidden: 'h', output: 'o' }[row]}_{${step}}`, radius, state: state(row) }),
    ),
  ];
}

type UnitState = 'plain' | 'active' | 'ghost';

interface UnitContent {
  readonly id: string;
  readonly row: keyof typeof ROWS;
  readonly at: Point;
  readonly name: string;
  readonly radius: number;
  readonly state: UnitState;
}

function unit(pen: Pen, { id, row, at, name, radius, state }: UnitContent): Markup {
  const { surface, ink, accent, line, series } = pen.theme;
  const color = { input: series[0], hidden: series[2], output: series[3] }[row];
  const active = state === 'active';
  const ghost = state === 'ghost';
  return element('g', { id: pen.id(id), class: `viz-node viz-${row}${active ? ' viz-active' : ghost ? ' viz-ghost' : ''}` }, [
    element('circle', {
      cx: at.x,
      cy: at.y,
      r: radius,
      fill: active ? accent : surface,
      stroke: active ? accent : ghost ? line : color,
      'stroke-width': 2,
      'stroke-dasharray': ghost ? '4 4' : undefined,
    }),
    ...(ghost ? [] : [formula({ x: at.x, y: at.y + 4 }, name, { class: 'viz-name', size: 15, fill: active ? surface : ink })]),
  ]);
}

function describe(pen: Pen, steps: number, unrolled: number): string {
  const foldedWords = pen.say({
    en: 'Folded: input x leads through U to the hidden unit h, h leads back to itself through W and on to the output o through V.',
    ko: '접은 모습: 입력 x가 U를 거쳐 은닉 노드 h로 가고, h는 W를 거쳐 자신에게 되돌아오며, V를 거쳐 출력 o로 나간다.',
  });
  if (unrolled === 0) return `${foldedWords} ${pen.say({ en: `None of ${steps} steps is unrolled yet.`, ko: `${steps}개 시점 가운데 아직 펼친 것이 없다.` })}`;
  const times = unrolled - 1;
  return `${foldedWords} ${pen.say({
    en: `Unrolled over ${unrolled} of ${steps} steps. The path from x 1 to o ${unrolled} is lit: it goes through U once, through W ${times} ${times === 1 ? 'time' : 'times'} and through V once.`,
    ko: `${steps}개 시점 중 ${unrolled}개를 펼쳤다. x 1에서 o ${unrolled}까지의 경로가 강조되어 있다. U를 한 번, W를 ${times}번, V를 한 번 지난다.`,
  })}`;
}
