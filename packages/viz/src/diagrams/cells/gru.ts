import { arrow } from '../arrow.js';
import type { Pen } from '../drawing.js';
import { label } from '../label.js';
import type { Markup } from '../svg.js';
import type { CellDiagramData } from './cell.js';
import type { DrawCell, DrawnCell } from './drawn.js';
import { gateWords } from './gateWords.js';
import { box, control, dot, exit, feed, HIGHWAY, joint, LOCAL, outline, reading, road, stateReading, valve } from './pieces.js';

const Y = { highway: 122, blend: 178, candidate: 238, gates: 312, stateLane: 352, inputLane: 364, names: 390, top: 84, bottom: 404 } as const;
const X = { tap: 118, early: 175, late: 250, update: 340, candidate: 455 } as const;

/** The GRU: one state, on the highway; the reset gate stands in the candidate's road, before the matrix or after it. */
export function drawGru(reset: 'before' | 'after'): DrawCell {
  return (pen, data): DrawnCell => ({
    title: reset === 'after' ? { en: 'GRU cell', ko: 'GRU 셀' } : { en: 'GRU cell, reset before the matrix', ko: 'GRU 셀: 행렬 앞의 리셋 게이트' },
    caption: { en: 'One state: the update gate keeps a share z of it and takes 1 − z of the candidate.', ko: '상태는 하나: 업데이트 게이트가 z만큼 유지하고 후보 값을 1 − z만큼 받아들인다.' },
    structure: {
      en: `The hidden state h runs across the top like a highway through the valve of the update gate z; the candidate n joins it through a valve open by 1 − z. The candidate is made of x and of h, which ${reset === 'after' ? 'passes its matrix and then the valve of the reset gate' : 'passes the valve of the reset gate and then its matrix'}.`,
      ko: `은닉 상태 h는 업데이트 게이트 z의 밸브를 지나 위쪽을 고속도로처럼 지나고, 후보 값 n이 1 − z만큼 열린 밸브를 거쳐 더해진다. 후보 값은 x와 h로 만들어지며, h는 ${reset === 'after' ? '행렬을 지난 뒤 리셋 게이트의 밸브를' : '리셋 게이트의 밸브를 지난 뒤 행렬을'} 지난다.`,
    },
    equations: [
      'r, z = σ(U_{r,z} x_t + W_{r,z} h_{t−1} + b_{r,z})',
      reset === 'after' ? 'n = tanh(U_n x_t + b_n + r ⊙ (W_n h_{t−1} + b_{hn}))' : 'n = tanh(U_n x_t + W_n (r ⊙ h_{t−1}) + b_n)',
      'h_t = (1 − z) ⊙ n + z ⊙ h_{t−1}',
    ],
    bottom: 450,
    children: [outline(pen, Y.top, Y.bottom), ...roads(pen), ...lanes(pen), ...candidate(pen, data, reset), ...update(pen, data), ...states(pen, data)],
  });
}

function colorsOf(pen: Pen): Readonly<Record<'reset' | 'update' | 'new', string>> {
  const { series } = pen.theme;
  return { reset: series[6], update: series[2], new: series[0] };
}

function roads(pen: Pen): Markup[] {
  return [
    road(pen, [{ x: X.tap, y: Y.highway }, { x: X.tap, y: Y.candidate }, { x: X.candidate - 22, y: Y.candidate }], { id: 'reset', width: LOCAL }),
    road(pen, [{ x: X.candidate, y: Y.candidate }, { x: X.candidate, y: Y.highway }], { id: 'candidate', width: LOCAL }),
    road(pen, [{ x: 8, y: Y.highway }, { x: 618, y: Y.highway }], { id: 'h', width: HIGHWAY, highway: true }),
    exit(pen, Y.highway, HIGHWAY, true),
    dot(pen, { x: X.tap, y: Y.highway }, pen.theme.ink),
  ];
}

/** h and x on their way to the two gates; x goes on to the candidate. */
function lanes(pen: Pen): Markup[] {
  const { muted, series } = pen.theme;
  const thin = (points: readonly { x: number; y: number }[], id: string, color: string, head = 0): Markup => arrow(points, { id: pen.id(id), class: 'viz-feed', color, strokeWidth: 2, head });
  return [
    thin([{ x: X.tap, y: Y.candidate }, { x: X.tap, y: Y.stateLane }, { x: X.update - 8, y: Y.stateLane }, { x: X.update - 8, y: Y.gates + 16 }], 'lane-h', muted, 7),
    thin([{ x: 98, y: Y.bottom + 34 }, { x: 98, y: Y.inputLane }, { x: X.candidate, y: Y.inputLane }, { x: X.candidate, y: Y.candidate + 16 }], 'lane-x', series[0], 7),
    thin([{ x: X.update + 8, y: Y.inputLane }, { x: X.update + 8, y: Y.gates + 16 }], 'lane-x-update', series[0], 7),
    dot(pen, { x: X.tap, y: Y.candidate }),
    dot(pen, { x: X.update + 8, y: Y.inputLane }, series[0]),
  ];
}

function candidate(pen: Pen, { values }: CellDiagramData, reset: 'before' | 'after'): Markup[] {
  const colors = colorsOf(pen);
  const { series, muted, ink } = pen.theme;
  const valveX = reset === 'after' ? X.late : X.early;
  const matrixX = reset === 'after' ? X.early : X.late;
  return [
    feed(pen, [{ x: valveX - 8, y: Y.stateLane }, { x: valveX - 8, y: Y.gates + 16 }], 'lane-h-reset'),
    dot(pen, { x: valveX - 8, y: Y.stateLane }, muted),
    arrow([{ x: valveX + 8, y: Y.inputLane }, { x: valveX + 8, y: Y.gates + 16 }], { id: pen.id('lane-x-reset'), class: 'viz-feed', color: series[0], strokeWidth: 2 }),
    dot(pen, { x: valveX + 8, y: Y.inputLane }, series[0]),
    box(pen, { x: valveX, y: Y.gates }, 'σ', { id: 'gate-reset', color: colors.reset }),
    label({ x: valveX, y: Y.names }, pen.say(gateWords('reset')), { id: pen.id('name-reset'), size: 12, fill: colors.reset }),
    control(pen, [{ x: valveX, y: Y.gates - 16 }, { x: valveX, y: Y.candidate + LOCAL / 2 + 6 }], 'reset', colors.reset),
    valve(pen, { x: valveX, y: Y.candidate }, { id: 'reset', color: colors.reset, along: 'horizontal', roadWidth: LOCAL, opening: values?.gates?.reset }),
    reading(pen, { x: valveX, y: Y.candidate - 24 }, 'r', values?.gates?.reset, { id: 'reset', anchor: 'middle', color: colors.reset }),
    box(pen, { x: matrixX, y: Y.candidate }, 'W_n', { id: 'matrix', color: ink }),
    box(pen, { x: X.candidate, y: Y.candidate }, 'tanh', { id: 'gate-new', color: colors.new }),
    label({ x: X.candidate, y: Y.names }, pen.say(gateWords('new')), { id: pen.id('name-new'), size: 12, fill: colors.new }),
    reading(pen, { x: X.candidate + 14, y: Y.candidate - 24 }, 'n', values?.gates?.new, { id: 'new', color: colors.new }),
  ];
}

function update(pen: Pen, { values }: CellDiagramData): Markup[] {
  const { update: color } = colorsOf(pen);
  const z = values?.gates?.update;
  const complement = z === undefined ? undefined : 1 - z;
  const middle = X.update + 52;
  return [
    box(pen, { x: X.update, y: Y.gates }, 'σ', { id: 'gate-update', color }),
    label({ x: X.update, y: Y.names }, pen.say(gateWords('update')), { id: pen.id('name-update'), size: 12, fill: color }),
    control(pen, [{ x: X.update, y: Y.gates - 16 }, { x: X.update, y: Y.highway + HIGHWAY / 2 + 6 }], 'update', color),
    dot(pen, { x: X.update, y: Y.blend }, color),
    control(pen, [{ x: X.update, y: Y.blend }, { x: middle - 15, y: Y.blend }], 'complement', color),
    control(pen, [{ x: middle + 13, y: Y.blend }, { x: X.candidate - LOCAL / 2 - 6, y: Y.blend }], 'blend', color),
    joint(pen, { x: middle, y: Y.blend }, '1−', 'complement', color),
    valve(pen, { x: X.update, y: Y.highway }, { id: 'update', color, along: 'horizontal', roadWidth: HIGHWAY, opening: z }),
    valve(pen, { x: X.candidate, y: Y.blend }, { id: 'blend', color, along: 'vertical', roadWidth: LOCAL, opening: complement }),
    reading(pen, { x: X.update - 12, y: Y.blend }, 'z', z, { id: 'update', anchor: 'end', color }),
    reading(pen, { x: X.candidate + 20, y: Y.blend + 5 }, '1 − z', complement, { id: 'blend', color }),
    joint(pen, { x: X.candidate, y: Y.highway }, '+', 'sum'),
  ];
}

function states(pen: Pen, { values }: CellDiagramData): Markup[] {
  const { series, muted } = pen.theme;
  return [
    ...stateReading(pen, Y.highway, { side: 'left', name: 'h_{t−1}', value: values?.previous?.h, width: HIGHWAY, id: 'h-previous' }),
    ...stateReading(pen, Y.highway, { side: 'right', name: 'h_t', value: values?.next?.h, width: HIGHWAY, id: 'h-next' }),
    label({ x: 546, y: Y.highway - 23 }, pen.say({ en: 'hidden state: the highway', ko: '은닉 상태: 고속도로' }), { id: pen.id('name-h'), size: 12, fill: muted, anchor: 'end' }),
    reading(pen, { x: 110, y: Y.bottom + 28 }, 'x_t', values?.input, { id: 'x', color: series[0] }),
  ];
}
