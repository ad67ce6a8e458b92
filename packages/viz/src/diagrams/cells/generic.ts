import { measureTextWidth } from '../../render/textWidth.js';
import { arrow } from '../arrow.js';
import type { Pen } from '../drawing.js';
import { formatValue, label } from '../label.js';
import { element, type Markup } from '../svg.js';
import type { CellDiagramData } from './cell.js';
import type { DrawnCell } from './drawn.js';
import { gateWords } from './gateWords.js';
import { exit, HIGHWAY, LOCAL, outline, road, valve } from './pieces.js';

const TOP = 84;
const GATES_A_ROW = 4;

/**
 * A cell of which only the declaration is known: its states as roads in the order declared, the last of several as the highway,
 * through one box that holds the gates as valves. How they act on the states is not said, so it is not drawn.
 */
export function drawGeneric(pen: Pen, data: CellDiagramData): DrawnCell {
  const { name, states, gates } = data;
  const roadY = states.map((_, index) => TOP + 46 + index * 68);
  const gatesTop = roadY[states.length - 1] + 60;
  const rows = Math.ceil(gates.length / GATES_A_ROW);
  const bottom = gatesTop + (rows === 0 ? 8 : 14 + rows * 72);
  const listed = (names: readonly string[]): string => names.join(', ');
  return {
    title: { en: `Cell “${shorten(name, 16, 300)}”`, ko: `셀 “${shorten(name, 16, 300)}”` },
    caption: { en: 'Drawn from its declaration: states are roads, gates are valves.', ko: '선언에 따라 그린 그림: 상태는 길, 게이트는 밸브.' },
    structure: {
      en: `A cell with the states ${listed(states)} and ${gates.length === 0 ? 'no gates' : `the gates ${listed(gates)}`}. Input and states go into the step, new states come out`,
      ko: `상태 ${listed(states)}, ${gates.length === 0 ? '게이트 없음' : `게이트 ${listed(gates)}`}. 입력과 상태가 들어가 새로운 상태가 나온다`,
    },
    equations: [],
    bottom: bottom + 44,
    children: [
      outline(pen, TOP, bottom),
      ...states.flatMap((state, index) => stateRoad(pen, data, state, roadY[index], states.length > 1 && index === states.length - 1)),
      ...step(pen, data, roadY, bottom),
      ...gates.flatMap((gate, index) => gateValve(pen, data, gate, index, gatesTop)),
    ],
  };
}

/** Which of the declared names an element belongs to, as an id: names may hold anything. */
function slug(names: readonly string[], name: string): string {
  const plain = (text: string): string => text.replace(/[^\p{L}\p{N}_-]+/gu, '-');
  const clashes = names.filter((other) => plain(other) === plain(name)).length > 1;
  return clashes ? `${plain(name)}-${names.indexOf(name) + 1}` : plain(name);
}

function stateRoad(pen: Pen, { states, values }: CellDiagramData, state: string, y: number, highway: boolean): Markup[] {
  const width = highway ? HIGHWAY : LOCAL;
  const id = slug(states, state);
  const { ink } = pen.theme;
  const side = (x: number, text: string, value: number | undefined, which: string): Markup[] => [
    label({ x, y: y - width / 2 - 7 }, shorten(text, 13, 72), { class: 'viz-name', size: 13, fill: ink }),
    ...(value === undefined ? [] : [label({ x, y: y + (highway ? 5 : width / 2 + 14) }, formatValue(value), { id: pen.id(`state-${id}-${which}`), class: 'viz-value', size: 13, fill: ink })]),
  ];
  return [
    road(pen, [{ x: 8, y }, { x: 618, y }], { id, width, highway }),
    exit(pen, y, width, highway),
    ...side(42, state, values?.previous?.[state], 'previous'),
    ...side(596, `${state}′`, values?.next?.[state], 'next'),
  ];
}

function step(pen: Pen, { values }: CellDiagramData, roadY: readonly number[], bottom: number): Markup[] {
  const { surface, muted, ink, series } = pen.theme;
  const [top, end] = [roadY[0] - 30, roadY[roadY.length - 1] + 46];
  const x = 106;
  return [
    arrow([{ x, y: bottom + 32 }, { x, y: end - 15 }, { x: 219, y: end - 15 }], { id: pen.id('input'), class: 'viz-input', color: series[0], strokeWidth: 3, head: 9 }),
    label({ x: x + 12, y: bottom + 26 }, values?.input === undefined ? 'x' : `x = ${formatValue(values.input)}`, { id: pen.id('value-x'), class: 'viz-value', size: 14, fill: series[0], anchor: 'start' }),
    element('rect', { id: pen.id('step'), class: 'viz-box', x: 220, y: top, width: 200, height: end - top, rx: 10, fill: surface, stroke: muted, 'stroke-width': 2 }),
    label({ x: 320, y: (top + end) / 2 + 5 }, pen.say({ en: 'step', ko: '한 시점의 계산' }), { id: pen.id('name-step'), size: 15, fill: ink }),
  ];
}

function gateValve(pen: Pen, { gates, values }: CellDiagramData, gate: string, index: number, top: number): Markup[] {
  const id = slug(gates, gate);
  const { series, ink } = pen.theme;
  const color = series[[6, 2, 0, 3, 4, 7, 5, 1][index]];
  const inRow = Math.min(GATES_A_ROW, gates.length - Math.floor(index / GATES_A_ROW) * GATES_A_ROW);
  const x = 330 + ((index % GATES_A_ROW) - (inRow - 1) / 2) * 100;
  const y = top + 34 + Math.floor(index / GATES_A_ROW) * 72;
  const value = values?.gates?.[gate];
  return [
    road(pen, [{ x: x - 30, y }, { x: x + 30, y }], { id: `gate-${id}`, width: LOCAL }),
    valve(pen, { x, y }, { id, color, along: 'horizontal', roadWidth: LOCAL, opening: value }),
    label({ x, y: y - 20 }, shorten(pen.say(gateWords(gate)), 12, 90), { id: pen.id(`name-${id}`), size: 12, fill: ink }),
    ...(value === undefined ? [] : [label({ x, y: y + 28 }, formatValue(value), { id: pen.id(`value-${id}`), class: 'viz-value', size: 13, fill: ink })]),
  ];
}

/** The beginning of a text and …, where the whole does not fit. */
function shorten(text: string, size: number, width: number): string {
  if (measureTextWidth(text, size) <= width) return text;
  const characters = Array.from(text);
  while (characters.length > 1 && measureTextWidth(`${characters.join('')}…`, size) > width) characters.pop();
  return `${characters.join('')}…`;
}
