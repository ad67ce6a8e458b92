import type { Words } from '../../language.js';
import { arrow } from '../arrow.js';
import type { Pen } from '../drawing.js';
import { label } from '../label.js';
import type { Markup } from '../svg.js';
import type { CellDiagramData } from './cell.js';
import type { DrawCell, DrawnCell } from './drawn.js';
import { gateWords } from './gateWords.js';
import { box, exit, joint, LOCAL, outline, reading, road, stateReading } from './pieces.js';

type Kind = 'tanh' | 'relu' | 'irnn' | 'jordan';

const Y = { road: 152, input: 244, top: 84, bottom: 280 } as const;

/** Cells without gates: Elman's, which brings back the hidden layer, and Jordan's, which brings back the output. */
export function drawElman(kind: Kind): DrawCell {
  return (pen, data): DrawnCell => ({ ...words[kind], bottom: 330, children: [outline(pen, Y.top, Y.bottom), ...(kind === 'jordan' ? jordan(pen, data) : elman(pen, data, kind === 'tanh' ? 'tanh' : 'relu'))] });
}

function elman(pen: Pen, { values }: CellDiagramData, activation: string): Markup[] {
  return [
    road(pen, [{ x: 8, y: Y.road }, { x: 618, y: Y.road }], { id: 'h', width: LOCAL }),
    exit(pen, Y.road, LOCAL),
    box(pen, { x: 180, y: Y.road }, 'U', { id: 'matrix-h', color: pen.theme.ink }),
    ...inputBranch(pen, values?.input, 320),
    box(pen, { x: 430, y: Y.road }, activation, { id: 'gate-hidden', color: pen.theme.series[2], width: 56 }),
    label({ x: 430, y: Y.road - 28 }, pen.say(gateWords('hidden')), { id: pen.id('name-hidden'), size: 12, fill: pen.theme.series[2] }),
    ...stateReading(pen, Y.road, { side: 'left', name: 'h_{t−1}', value: values?.previous?.h, width: LOCAL, id: 'h-previous' }),
    ...stateReading(pen, Y.road, { side: 'right', name: 'h_t', value: values?.next?.h, width: LOCAL, id: 'h-next' }),
  ];
}

function jordan(pen: Pen, { values }: CellDiagramData): Markup[] {
  const { ink, series } = pen.theme;
  return [
    road(pen, [{ x: 8, y: Y.road }, { x: 618, y: Y.road }], { id: 'y', width: LOCAL }),
    exit(pen, Y.road, LOCAL),
    box(pen, { x: 150, y: Y.road }, 'U', { id: 'matrix-y', color: ink }),
    ...inputBranch(pen, values?.input, 235),
    box(pen, { x: 320, y: Y.road }, 'tanh', { id: 'gate-hidden', color: series[2], width: 56 }),
    label({ x: 320, y: Y.road - 28 }, pen.say(gateWords('hidden')), { id: pen.id('name-hidden'), size: 12, fill: series[2] }),
    reading(pen, { x: 320, y: Y.road + 38 }, 'h', values?.gates?.hidden, { id: 'hidden', anchor: 'middle', color: series[2] }),
    box(pen, { x: 415, y: Y.road }, 'V', { id: 'matrix-o', color: ink }),
    box(pen, { x: 500, y: Y.road }, 'f', { id: 'output', color: series[3] }),
    label({ x: 500, y: Y.road - 28 }, pen.say({ en: 'output', ko: '출력' }), { id: pen.id('name-output'), size: 12, fill: series[3] }),
    ...stateReading(pen, Y.road, { side: 'left', name: 'y_{t−1}', value: values?.previous?.y, width: LOCAL, id: 'y-previous' }),
    ...stateReading(pen, Y.road, { side: 'right', name: 'y_t', value: values?.next?.y, width: LOCAL, id: 'y-next' }),
  ];
}

/** The input, through its matrix to the sum on the road. */
function inputBranch(pen: Pen, value: number | undefined, x: number): Markup[] {
  const { series, ink } = pen.theme;
  return [
    arrow([{ x, y: Y.bottom + 32 }, { x, y: Y.road + 15 }], { id: pen.id('input'), class: 'viz-input', color: series[0], strokeWidth: 3, head: 9 }),
    box(pen, { x, y: Y.input - 20 }, 'W', { id: 'matrix-x', color: ink }),
    reading(pen, { x: x + 12, y: Y.bottom + 26 }, 'x_t', value, { id: 'x', color: series[0] }),
    joint(pen, { x, y: Y.road }, '+', 'sum'),
  ];
}

const structure: Words = {
  en: 'The hidden state h comes in from the left, passes its matrix U, is added to the input x through its matrix W and a bias, is squashed, and leaves as the new h.',
  ko: '은닉 상태 h가 왼쪽에서 들어와 행렬 U를 지나고, 행렬 W를 거친 입력 x와 편향이 더해진 뒤 활성화 함수를 지나 새로운 h로 나간다.',
};

const words: Readonly<Record<Kind, Pick<DrawnCell, 'title' | 'caption' | 'structure' | 'equations'>>> = {
  tanh: {
    title: { en: 'Elman cell, tanh', ko: '엘먼 셀 (tanh)' },
    caption: { en: 'No gates: the whole state passes the matrix and tanh at every step.', ko: '게이트가 없다: 상태 전체가 매 시점 행렬과 tanh를 지난다.' },
    structure,
    equations: ['h_t = tanh(U x_t + W h_{t−1} + b)'],
  },
  relu: {
    title: { en: 'Elman cell, relu', ko: '엘먼 셀 (relu)' },
    caption: { en: 'No gates: the whole state passes the matrix and relu at every step.', ko: '게이트가 없다: 상태 전체가 매 시점 행렬과 relu를 지난다.' },
    structure,
    equations: ['h_t = relu(U x_t + W h_{t−1} + b)'],
  },
  irnn: {
    title: { en: 'IRNN cell', ko: 'IRNN 셀' },
    caption: { en: 'Elman’s cell with relu whose U starts as the identity: it begins by copying its state.', ko: 'U가 단위 행렬로 시작하는 relu 엘먼 셀: 상태를 복사하는 데서 출발한다.' },
    structure,
    equations: ['h_t = relu(U x_t + W h_{t−1} + b)', 'W ← I,  b ← 0'],
  },
  jordan: {
    title: { en: 'Jordan cell', ko: '조던 셀' },
    caption: { en: 'The output, not the hidden layer, comes back with the next input.', ko: '은닉층이 아니라 출력이 다음 입력과 함께 되돌아온다.' },
    structure: {
      en: 'The output y comes in from the left, passes its matrix U, is added to the input x through its matrix W and a bias, passes tanh to the hidden layer, then the matrix V and the activation f, and leaves as the new y.',
      ko: '출력 y가 왼쪽에서 들어와 행렬 U를 지나고, 행렬 W를 거친 입력 x와 편향이 더해져 tanh를 지나 은닉층이 된다. 이어 행렬 V와 활성화 함수 f를 지나 새로운 y로 나간다.',
    },
    equations: ['h = tanh(U x_t + W y_{t−1} + b_h)', 'y_t = f(V h + b_o)'],
  },
};
