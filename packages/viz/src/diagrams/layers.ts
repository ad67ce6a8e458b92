import { arrow, between } from './arrow.js';
import type { Pen } from './drawing.js';
import { formatValue, formula, label, type Point } from './label.js';
import { refuse, requireValues } from './refuse.js';
import { element, type Markup } from './svg.js';

export const NODE_RADIUS = 24;

/** Nodes below each other around a centre. */
export function column(count: number, centre: Point, spacing: number): Point[] {
  return Array.from({ length: count }, (_, index) => ({ x: centre.x, y: centre.y + (index - (count - 1) / 2) * spacing }));
}

/** Nodes on a slant, each to the right of and below the one before, so that something can be drawn straight below each. */
export function slant(count: number, centre: Point, spacing: number): Point[] {
  return Array.from({ length: count }, (_, index) => {
    const offset = (index - (count - 1) / 2) * spacing;
    return { x: centre.x + offset, y: centre.y + offset };
  });
}

export interface NodeContent {
  /** `hidden-2` */
  readonly id: string;
  /** Class beside `viz-node`: `viz-hidden`. */
  readonly class: string;
  readonly at: Point;
  /** A formula: `h_2`. */
  readonly name: string;
  readonly value?: number;
  readonly color: string;
  readonly active?: boolean;
  readonly radius?: number;
}

/** A unit: a circle with its name, and below it the value if there is one. Lit: filled with the accent. */
export function node(pen: Pen, { id, class: className, at, name, value, color, active = false, radius = NODE_RADIUS }: NodeContent): Markup {
  const { surface, ink, accent } = pen.theme;
  const fill = active ? surface : ink;
  const nameAt = { x: at.x, y: at.y + (value === undefined ? 4 : -4) };
  return element('g', { id: pen.id(id), class: `viz-node ${className}${active ? ' viz-active' : ''}` }, [
    element('circle', { cx: at.x, cy: at.y, r: radius, fill: active ? accent : surface, stroke: active ? accent : color, 'stroke-width': 2 }),
    formula(nameAt, name, { class: 'viz-name', size: 15, fill }),
    ...(value === undefined ? [] : [label({ x: at.x, y: at.y + 14 }, formatValue(value), { id: pen.id(`${id}-value`), class: 'viz-value', size: 12, fill })]),
  ]);
}

export interface ConnectionContent {
  /** Names of the layers: ids are `arrow-<from>-1-<to>-2`. */
  readonly from: string;
  readonly to: string;
  readonly fromNodes: readonly Point[];
  readonly toNodes: readonly Point[];
  /** [to, from]: line width by size, dashes where negative. */
  readonly weights?: readonly (readonly number[])[];
  readonly active?: boolean;
  readonly color?: string;
  /** Moves the line between one pair of nodes aside. */
  readonly shift?: (from: number, to: number) => Point;
}

/** The full connection: an arrow from every node of one layer to every node of the next. */
export function fullConnection(pen: Pen, { from, to, fromNodes, toNodes, weights, active = false, color = pen.theme.muted, shift }: ConnectionContent): Markup[] {
  const largest = Math.max(1e-12, ...(weights ?? []).flat().map(Math.abs));
  return toNodes.flatMap((end, toIndex) =>
    fromNodes.map((start, fromIndex) => {
      const weight = weights?.[toIndex][fromIndex];
      const by = shift?.(fromIndex, toIndex) ?? { x: 0, y: 0 };
      const points = between(start, end, NODE_RADIUS + 2).map(({ x, y }) => ({ x: x + by.x, y: y + by.y }));
      const plain = active ? 2 : 1.2;
      return arrow(points, {
        id: pen.id(`arrow-${from}-${fromIndex + 1}-${to}-${toIndex + 1}`),
        class: `viz-connection viz-${from}-${to}${active ? ' viz-active' : ''}`,
        color: active ? pen.theme.accent : color,
        strokeWidth: weight === undefined ? plain : 0.6 + (2.4 * Math.abs(weight)) / largest,
        dash: weight !== undefined && weight < 0 ? '5 4' : undefined,
        data: { 'data-weight': weight },
      });
    }),
  );
}

/** @throws FigureError unless the weights are [rows, columns] of finite numbers. */
export function requireWeights(where: string, name: string, weights: readonly (readonly number[])[] | undefined, rows: number, columns: number): void {
  if (weights === undefined) return;
  if (weights.length !== rows) refuse(where, 'wrong shape', `${name} has ${weights.length} rows`, `[${rows}, ${columns}] is expected: a row for every unit that receives`);
  weights.forEach((row, index) => requireValues(where, `${name}[${index}]`, row, columns));
}
