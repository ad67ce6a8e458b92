import type { DrawingFigure } from '../../figure.js';
import { type DiagramOptions, drawing, MARGIN, type Pen, penOf } from '../drawing.js';
import { label, type Point } from '../label.js';
import { refuse } from '../refuse.js';
import { element, formatNumber, type Markup } from '../svg.js';
import { BODY_HEADER, NAME_SIZE, NOTE_SIZE, plan, type PlannedNode, type PlannedProgram } from './planning.js';
import { bodyOf, countEquations, type GraphProgram, requireBound } from './structure.js';

export interface ProgramGraphOptions extends DiagramOptions {
  /** Names of the Program's inputs, such as those of parameters. Default: input 1, input 2 … */
  readonly inputNames?: readonly string[];
}

const MOST_EQUATIONS = 300;

/**
 * The graph of a Program: values flow from top to bottom, each equation is a box with its primitive, its literals and the
 * shape of its result; a loop is a box that holds its body. Wider than 640 where the graph needs it.
 *
 * Ids, each after `program-` (and the prefix), counted from 1 in the Program's order: `node-3` for equation 3, `node-input-1`,
 * `node-output-1`; inside equation 3 `node-3-2`, `node-3-input-1`; `edge-3-operand-2` for what equation 3 takes second.
 * Classes: `viz-node viz-equation` with `data-primitive`, `viz-input`, `viz-output`, `viz-body` for a box with a body, `viz-edge`.
 * @throws FigureError above 300 equations, bodies included, and for a Program that reads what it does not bind
 */
export function programGraph(program: GraphProgram, options: ProgramGraphOptions = {}): DrawingFigure {
  const count = countEquations(program);
  if (count > MOST_EQUATIONS) {
    refuse('programGraph', 'too many equations', `the Program has ${count}`, `${MOST_EQUATIONS} at most can be read as a graph`, 'draw the body of one of its loops, or print it as text');
  }
  requireBound('programGraph', program);
  const pen = penOf('programGraph', 'program', options);
  const { inputNames = [] } = options;
  const planned = plan(pen, program, {
    prefix: '',
    inputNames: (index) => inputNames[index] ?? pen.say({ en: `input ${index + 1}`, ko: `입력 ${index + 1}` }),
    outputNames: (index) => pen.say({ en: `result ${index + 1}`, ko: `결과 ${index + 1}` }),
    inside: false,
  });
  const title = pen.say({ en: 'Graph of a Program', ko: '프로그램의 그래프' });
  const caption = pen.say({
    en: `${plural(count, 'equation')}, ${plural(program.inputs.length, 'input')}, ${plural(program.outputs.length, 'result')}`,
    ko: `연산 ${count}개, 입력 ${program.inputs.length}개, 결과 ${program.outputs.length}개`,
  });
  const width = Math.max(640, Math.ceil(planned.placing.width) + 2 * MARGIN);
  const top = 76;
  return drawing(
    pen,
    {
      id: 'program-graph',
      title,
      caption,
      description: `${title}. ${caption}. ${pen.say({ en: 'In order', ko: '순서대로' })}: ${spoken(program)}.`,
      size: { width, height: top + planned.placing.height + 20 },
      children: drawProgram(pen, planned, { x: (width - planned.placing.width) / 2, y: top }),
    },
    options,
  );
}

function drawProgram(pen: Pen, { nodes, edges, placing }: PlannedProgram, corner: Point): Markup[] {
  const shifted = ({ x, y }: Point): Point => ({ x: corner.x + x, y: corner.y + y });
  const places = placing.places.map(shifted);
  const bends = placing.bends.map((points) => points.map(shifted));
  const incoming = nodes.map((): number[] => []);
  edges.forEach(({ to }, edge) => incoming[to].push(edge));
  /** From where an edge comes into its node. */
  const comesFrom = (edge: number): number => bends[edge][bends[edge].length - 1].x;
  for (const beside of incoming) beside.sort((a, b) => comesFrom(a) - comesFrom(b) || a - b);
  const lines = edges.map(({ from, to, operand, leaves, arrives }, edge) => {
    const target = nodes[to];
    const count = incoming[to].length;
    const spread = (incoming[to].indexOf(edge) - (count - 1) / 2) * Math.min(16, target.width / (count + 1));
    const end = { x: places[to].x + (target.body === undefined ? spread : arrives * target.width), y: places[to].y };
    const start = { x: places[from].x + leaves * nodes[from].width, y: places[from].y + nodes[from].height };
    return edgeLine(pen, [start, ...bends[edge], end], pen.id(`edge-${target.id}-operand-${operand + 1}`), pen.id(`node-${nodes[from].id}`));
  });
  return [...lines, ...nodes.flatMap((node, index) => (node.body === undefined ? [plainNode(pen, node, places[index])] : box(pen, node, node.body, places[index])))];
}

function edgeLine(pen: Pen, points: readonly Point[], id: string, from: string): Markup {
  const { muted } = pen.theme;
  const end = points[points.length - 1];
  const stop = { x: end.x, y: end.y - 6 };
  let d = `M${formatNumber(points[0].x)},${formatNumber(points[0].y)}`;
  [...points.slice(1, -1), stop].forEach((to, index) => {
    const before = points[index];
    if (before.y === to.y) return;
    const middle = formatNumber((before.y + to.y) / 2);
    d += `C${formatNumber(before.x)},${middle} ${formatNumber(to.x)},${middle} ${formatNumber(to.x)},${formatNumber(to.y)}`;
  });
  return element('g', { id, class: 'viz-edge', 'data-from': from }, [
    element('path', { class: 'viz-line', d, fill: 'none', stroke: muted, 'stroke-width': 1.3 }),
    element('path', { class: 'viz-head', d: `M${formatNumber(end.x)},${formatNumber(end.y)}l-3.2,-7h6.4Z`, fill: muted }),
  ]);
}

function plainNode(pen: Pen, { id, kind, name, note, primitive, width, height }: PlannedNode, { x, y }: Point): Markup {
  const { surface, raised, ink, muted, series } = pen.theme;
  const colors = { input: series[0], output: series[3], equation: primitive === 'matmul' ? series[2] : muted };
  return element('g', { id: pen.id(`node-${id}`), class: `viz-node viz-${kind}`, 'data-primitive': primitive }, [
    element('rect', {
      x: x - width / 2,
      y,
      width,
      height,
      rx: kind === 'equation' ? 6 : height / 2,
      fill: kind === 'equation' ? surface : raised,
      stroke: colors[kind],
      'stroke-width': primitive === 'matmul' ? 2.5 : 1.5,
    }),
    label({ x, y: y + (note === '' ? 20 : 18) }, name, { class: 'viz-name', size: NAME_SIZE, fill: ink }),
    ...(note === '' ? [] : [label({ x, y: y + 34 }, note, { class: 'viz-type', size: NOTE_SIZE, fill: muted })]),
  ]);
}

function box(pen: Pen, node: PlannedNode, body: PlannedProgram, { x, y }: Point): Markup[] {
  const { id, name, note, primitive, width, height } = node;
  const { raised, accent, ink, muted } = pen.theme;
  const left = x - width / 2;
  return [
    element('g', { id: pen.id(`node-${id}`), class: 'viz-node viz-equation viz-body', 'data-primitive': primitive }, [
      element('rect', { x: left, y, width, height, rx: 12, fill: raised, stroke: accent, 'stroke-width': 2 }),
      label({ x: left + 12, y: y + 20 }, name, { class: 'viz-name', size: NAME_SIZE, fill: ink, anchor: 'start' }),
      label({ x: left + 12, y: y + 36 }, note, { class: 'viz-type', size: NOTE_SIZE, fill: muted, anchor: 'start' }),
    ]),
    ...drawProgram(pen, body, { x: x - body.placing.width / 2, y: y + BODY_HEADER }),
  ];
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** The primitives in order, bodies in brackets. */
function spoken({ equations }: GraphProgram): string {
  return equations
    .map((equation) => {
      const body = bodyOf(equation);
      return body === undefined ? equation.primitive : `${equation.primitive} (${spoken(body)})`;
    })
    .join(', ');
}
