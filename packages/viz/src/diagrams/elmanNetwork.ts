import type { DrawingFigure } from '../figure.js';
import type { Words } from '../language.js';
import { arrow } from './arrow.js';
import { type DiagramOptions, drawing, type Pen, penOf } from './drawing.js';
import type { ElmanFrame, ElmanPhase } from './elmanFrames.js';
import { COLUMN_SPACING, LAYERS_TOP, layerWords, MOST_UNITS, slantSpacing } from './feedForward.js';
import { formatValue, label, type Point } from './label.js';
import { column, fullConnection, node, NODE_RADIUS, requireWeights, slant } from './layers.js';
import { requireValues, requireWhole } from './refuse.js';
import { element, type Markup } from './svg.js';

export interface ElmanNetworkData {
  /** Units of each layer, 1 to 6; there are as many copy nodes as hidden units. */
  readonly sizes: { readonly input: number; readonly hidden: number; readonly output: number };
  /** Drawn wider the larger, dashed where negative. The copies' own weights are 1, always. */
  readonly weights?: {
    /** [hidden, input] */
    readonly inputHidden?: readonly (readonly number[])[];
    /** [hidden, hidden]: row i holds what hidden unit i takes from each copy node. */
    readonly copyHidden?: readonly (readonly number[])[];
    /** [output, hidden] */
    readonly hiddenOutput?: readonly (readonly number[])[];
  };
  /** The moment to show, such as one of `elmanFrames`. None: the bare network. */
  readonly frame?: ElmanFrame;
}

type Layer = 'input' | 'hidden' | 'output' | 'copy';
const layers = ['input', 'hidden', 'output', 'copy'] as const;
const letters: Readonly<Record<Layer, string>> = { input: 'x', hidden: 'h', output: 'o', copy: 'c' };

/**
 * Elman's network (Elman 1990, "Finding structure in time") as a feed-forward network with one bump below: a buffer of copy
 * nodes. Copy arrows lead down one to one; every copy node leads back to every hidden unit. What the frame's phase does is lit.
 *
 * Ids, each after `elman-` (and the prefix), units from 1: nodes `input-1`, `hidden-2`, `output-1`, `copy-2`, their values
 * `hidden-2-value`; arrows `arrow-input-1-hidden-2`, `arrow-copy-1-hidden-2`, `arrow-hidden-2-output-1`, the copying
 * `arrow-hidden-2-copy-2`, `arrow-in-1` and `arrow-out-1` from and to the world outside; the `buffer`; the line of words
 * `caption`. Classes: `viz-node viz-hidden`, `viz-arrow viz-copy-hidden`, and `viz-active` on what is lit.
 * @throws FigureError for sizes out of range, weights or values that do not fit them
 */
export function elmanNetwork(data: ElmanNetworkData, options: DiagramOptions = {}): DrawingFigure {
  check(data);
  const { sizes, weights = {}, frame } = data;
  const pen = penOf('elmanNetwork', 'elman', options);
  const { places, bufferY } = placesOf(sizes);
  const { theme } = pen;
  const colors: Readonly<Record<Layer, string>> = { input: theme.series[0], hidden: theme.series[2], output: theme.series[3], copy: theme.series[4] };
  const phase = frame?.phase;
  const connections: { readonly active: boolean; readonly drawn: readonly Markup[] }[] = [
    {
      active: phase === 'hidden',
      drawn: [
        ...fullConnection(pen, { from: 'input', to: 'hidden', fromNodes: places.input, toNodes: places.hidden, weights: weights.inputHidden, active: phase === 'hidden' }),
        ...fullConnection(pen, {
          from: 'copy',
          to: 'hidden',
          fromNodes: places.copy,
          toNodes: places.hidden,
          weights: weights.copyHidden,
          active: phase === 'hidden',
          // The way back to the unit itself would hide its copy arrow.
          shift: (from, to) => ({ x: from === to ? COPY_SHIFT : 0, y: 0 }),
        }),
      ],
    },
    {
      active: phase === 'output',
      drawn: fullConnection(pen, { from: 'hidden', to: 'output', fromNodes: places.hidden, toNodes: places.output, weights: weights.hiddenOutput, active: phase === 'output' }),
    },
    { active: phase === 'copy', drawn: copyArrows(pen, places.hidden, places.copy, phase === 'copy', colors.copy) },
    { active: phase === 'input', drawn: outerArrows(pen, 'in', places.input.map(({ x, y }) => ({ x: x - NODE_RADIUS - 2, y })), phase === 'input') },
    { active: phase === 'output', drawn: outerArrows(pen, 'out', places.output.map(({ x, y }) => ({ x: x + NODE_RADIUS + 32, y })), phase === 'output') },
  ];
  const lit: Readonly<Record<Layer, boolean>> = { input: phase === 'input', hidden: phase === 'hidden', output: phase === 'output', copy: phase === 'copy' || phase === 'rest' };
  const nodes = layers.flatMap((layer) =>
    places[layer].map((at, unit) =>
      node(pen, {
        id: `${layer}-${unit + 1}`,
        class: `viz-${layer}`,
        at,
        name: `${letters[layer]}_${unit + 1}`,
        value: frame?.[layer]?.[unit],
        color: colors[layer],
        active: lit[layer],
      }),
    ),
  );
  const caption = frame === undefined ? pen.say(bareWords) : pen.say(phaseWords[frame.phase](frame.step));
  return drawing(
    pen,
    {
      id: frame === undefined ? 'elman-network' : `elman-network-${frame.step}-${frame.phase}`,
      title: pen.say({ en: 'Elman network: a feed-forward network with copy nodes', ko: '엘먼 신경망: 순방향 신경망에 복사 노드를 더한 것' }),
      caption,
      description: describe(pen, data, caption),
      size: { height: bufferY + 76 },
      children: [
        buffer(pen, places.copy),
        ...connections.filter(({ active }) => !active).flatMap(({ drawn }) => drawn),
        ...connections.filter(({ active }) => active).flatMap(({ drawn }) => drawn),
        ...headings(pen, places, bufferY, colors),
        ...nodes,
      ],
    },
    options,
  );
}

const COPY_SHIFT = 8;

function placesOf({ input, hidden, output }: ElmanNetworkData['sizes']): { places: Readonly<Record<Layer, readonly Point[]>>; bufferY: number } {
  const spans = [(input - 1) * COLUMN_SPACING, (hidden - 1) * slantSpacing(hidden), (output - 1) * COLUMN_SPACING];
  const height = Math.max(...spans) + 2 * NODE_RADIUS;
  const y = LAYERS_TOP + height / 2;
  const bufferY = LAYERS_TOP + height + 104;
  const hiddenNodes = slant(hidden, { x: 320, y }, slantSpacing(hidden));
  return {
    bufferY,
    places: {
      input: column(input, { x: 70, y }, COLUMN_SPACING),
      hidden: hiddenNodes,
      output: column(output, { x: 570, y }, COLUMN_SPACING),
      copy: hiddenNodes.map(({ x }) => ({ x, y: bufferY })),
    },
  };
}

function copyArrows(pen: Pen, hidden: readonly Point[], copies: readonly Point[], active: boolean, color: string): Markup[] {
  return hidden.map(({ x, y }, unit) =>
    arrow([{ x: x - COPY_SHIFT, y: y + NODE_RADIUS + 1 }, { x: x - COPY_SHIFT, y: copies[unit].y - NODE_RADIUS - 1 }], {
      id: pen.id(`arrow-hidden-${unit + 1}-copy-${unit + 1}`),
      class: `viz-copying${active ? ' viz-active' : ''}`,
      color: active ? pen.theme.accent : color,
      strokeWidth: active ? 3 : 2.2,
      head: 9,
      data: { 'data-weight': 1 },
    }),
  );
}

function outerArrows(pen: Pen, side: 'in' | 'out', ends: readonly Point[], active: boolean): Markup[] {
  return ends.map(({ x, y }, unit) =>
    arrow([{ x: x - 30, y }, { x, y }], {
      id: pen.id(`arrow-${side}-${unit + 1}`),
      class: `viz-${side}${active ? ' viz-active' : ''}`,
      color: active ? pen.theme.accent : pen.theme.muted,
      strokeWidth: active ? 2.5 : 1.5,
    }),
  );
}

function buffer(pen: Pen, copies: readonly Point[]): Markup {
  const { raised, line } = pen.theme;
  const left = copies[0].x - NODE_RADIUS - 14;
  const right = copies[copies.length - 1].x + NODE_RADIUS + 14;
  return element('rect', {
    id: pen.id('buffer'),
    class: 'viz-buffer',
    x: left,
    y: copies[0].y - NODE_RADIUS - 10,
    width: right - left,
    height: 2 * NODE_RADIUS + 20,
    rx: 20,
    fill: raised,
    stroke: line,
  });
}

function headings(pen: Pen, places: Readonly<Record<Layer, readonly Point[]>>, bufferY: number, colors: Readonly<Record<Layer, string>>): Markup[] {
  const top = LAYERS_TOP - 16;
  const first = places.copy[0];
  const last = places.copy[places.copy.length - 1];
  const heading = (at: Point, layer: Layer, words: Words): Markup => label(at, pen.say(words), { id: pen.id(`${layer}-heading`), size: 13, fill: colors[layer] });
  const note = (at: Point, anchor: 'start' | 'end', id: string, lines: readonly Words[]): Markup[] =>
    lines.map((words, index) => label({ x: at.x, y: at.y + index * 17 }, pen.say(words), { id: pen.id(`${id}-${index + 1}`), size: 12, fill: pen.theme.muted, anchor }));
  return [
    heading({ x: 70, y: top }, 'input', layerWords.input),
    heading({ x: 320, y: top }, 'hidden', layerWords.hidden),
    heading({ x: 570, y: top }, 'output', layerWords.output),
    heading({ x: 320, y: bufferY + 56 }, 'copy', { en: 'memory buffer: copy nodes', ko: '기억 버퍼: 복사 노드' }),
    ...note({ x: first.x - NODE_RADIUS - 24, y: bufferY - 4 }, 'end', 'copy-note', [
      { en: 'down: 1:1 copy,', ko: '아래로: 1:1 복사,' },
      { en: 'weight fixed at 1', ko: '가중치는 1로 고정' },
    ]),
    ...note({ x: last.x + NODE_RADIUS + 24, y: bufferY - 4 }, 'start', 'back-note', [
      { en: 'back up: each copy', ko: '위로: 모든 복사 노드가' },
      { en: 'to every hidden unit', ko: '모든 은닉 노드로' },
    ]),
  ];
}

const bareWords: Words = { en: 'One bump below: the hidden layer is stored and meets the next input.', ko: '아래에 혹 하나: 은닉층의 값이 저장되었다가 다음 입력과 만난다.' };

const phaseWords: Readonly<Record<ElmanPhase, (step: number) => Words>> = {
  input: (step) => ({ en: `Step ${step}: the input arrives and meets the stored values.`, ko: `시점 ${step}: 입력이 들어와 저장된 값과 만난다.` }),
  hidden: (step) => ({ en: `Step ${step}: the hidden layer computes from the input and the stored values.`, ko: `시점 ${step}: 은닉층이 입력과 저장된 값으로 계산한다.` }),
  output: (step) => ({ en: `Step ${step}: the result goes on to the output layer.`, ko: `시점 ${step}: 결과가 출력층으로 나간다.` }),
  copy: (step) => ({ en: `Step ${step}: the result is copied into the buffer and replaces what was there.`, ko: `시점 ${step}: 결과가 버퍼에 복사되어 이전 값을 대신한다.` }),
  rest: (step) => ({ en: `After step ${step}: the output is out, the copy stays and waits for the next input.`, ko: `시점 ${step} 이후: 출력이 나간 뒤에도 복사된 값은 남아 다음 입력을 기다린다.` }),
};

function describe(pen: Pen, { sizes, frame }: ElmanNetworkData, caption: string): string {
  const { input, hidden, output } = sizes;
  const structure = pen.say({
    en: `${input} input, ${hidden} hidden and ${output} output units. Below the hidden layer, ${hidden} copy nodes: each hidden unit is copied to its own with the fixed weight 1, and each copy node leads back to all hidden units.`,
    ko: `입력 노드 ${input}개, 은닉 노드 ${hidden}개, 출력 노드 ${output}개. 은닉층 아래에 복사 노드 ${hidden}개가 있다. 은닉 노드마다 자기 복사 노드로 가중치 1로 복사되고, 복사 노드마다 모든 은닉 노드로 되돌아간다.`,
  });
  if (frame === undefined) return structure;
  const values = layers
    .map((layer) => `${pen.say(layerWords[layer])}: ${frame[layer]?.map(formatValue).join(', ') ?? pen.say({ en: 'empty', ko: '비어 있음' })}`)
    .join('; ');
  return `${caption} ${values}. ${structure}`;
}

function check({ sizes, weights = {}, frame }: ElmanNetworkData): void {
  const where = 'elmanNetwork';
  const { input, hidden, output } = sizes;
  for (const [name, size] of Object.entries({ input, hidden, output })) requireWhole(where, `sizes.${name}`, size, 1, MOST_UNITS, 'draw a smaller network of the same kind');
  requireWeights(where, 'weights.inputHidden', weights.inputHidden, hidden, input);
  requireWeights(where, 'weights.copyHidden', weights.copyHidden, hidden, hidden);
  requireWeights(where, 'weights.hiddenOutput', weights.hiddenOutput, output, hidden);
  if (frame === undefined) return;
  requireWhole(where, 'frame.step', frame.step, 0, Number.MAX_SAFE_INTEGER);
  for (const layer of layers) {
    const values = frame[layer];
    if (values !== null) requireValues(where, `frame.${layer}`, values, layer === 'copy' ? hidden : sizes[layer]);
  }
}
