import { arrow, pathThrough } from '../arrow.js';
import type { Pen } from '../drawing.js';
import { formatValue, formula, label, type Point } from '../label.js';
import { element, type Markup } from '../svg.js';

/** Widths of the roads that states travel on. */
export const HIGHWAY = 34;
export const LOCAL = 16;

export interface RoadStyle {
  readonly id: string;
  readonly width: number;
  /** A highway has lane marks and the colour of state that is kept. */
  readonly highway?: boolean;
}

/** The band that a value travels along. */
export function road(pen: Pen, points: readonly Point[], { id, width, highway = false }: RoadStyle): Markup {
  const { sequential, line, surface } = pen.theme;
  const shared = { d: pathThrough(points), fill: 'none', 'stroke-linejoin': 'round' } as const;
  const lane = element('path', { ...shared, id: pen.id(`road-${id}-lane`), class: 'viz-lane', stroke: surface, 'stroke-width': 2, 'stroke-dasharray': '12 9' });
  return element('g', { id: pen.id(`road-${id}`), class: `viz-road ${highway ? 'viz-highway' : 'viz-local'}` }, [
    element('path', { ...shared, class: 'viz-band', stroke: highway ? sequential[1] : line, 'stroke-width': width }),
    ...(highway ? [lane] : []),
  ]);
}

export interface ValveStyle {
  readonly id: string;
  readonly color: string;
  /** Direction of the road that the valve stands on. */
  readonly along: 'horizontal' | 'vertical';
  readonly roadWidth: number;
  /** 0 shut … 1 open; unknown: half open. */
  readonly opening?: number;
}

/** A gate on a road: two leaves that leave as much of the road free as the gate is open. */
export function valve(pen: Pen, { x, y }: Point, { id, color, along, roadWidth, opening = 0.5 }: ValveStyle): Markup {
  const share = Math.min(1, Math.max(0, opening));
  const leaf = ((1 - share) * roadWidth) / 2;
  const half = roadWidth / 2;
  const thickness = 12;
  /** A rectangle from `start` to `end` across the road. */
  const across = (start: number, end: number, thick: number) =>
    along === 'horizontal' ? { x: x - thick / 2, y: y + start, width: thick, height: end - start } : { x: x + start, y: y - thick / 2, width: end - start, height: thick };
  const { ink } = pen.theme;
  return element('g', { id: pen.id(`valve-${id}`), class: 'viz-valve', 'data-opening': share, 'data-along': along }, [
    element('rect', { class: 'viz-casing', ...across(-half, half, thickness), fill: 'none', stroke: color, 'stroke-width': 1 }),
    element('rect', { id: pen.id(`valve-${id}-leaf-1`), class: 'viz-leaf', ...across(-half, -half + leaf, thickness), fill: color }),
    element('rect', { id: pen.id(`valve-${id}-leaf-2`), class: 'viz-leaf', ...across(half - leaf, half, thickness), fill: color }),
    element('rect', { class: 'viz-post', ...across(-half - 5, -half, thickness + 6), fill: ink }),
    element('rect', { class: 'viz-post', ...across(half, half + 5, thickness + 6), fill: ink }),
  ]);
}

/** A box that computes: σ, tanh, a weight matrix. */
export function box(pen: Pen, { x, y }: Point, text: string, { id, color, width = 42 }: { readonly id: string; readonly color: string; readonly width?: number }): Markup {
  return element('g', { id: pen.id(id), class: 'viz-box' }, [
    element('rect', { x: x - width / 2, y: y - 15, width, height: 30, rx: 5, fill: pen.theme.surface, stroke: color, 'stroke-width': 2 }),
    formula({ x, y: y + 5 }, text, { class: 'viz-operation', size: 15, fill: pen.theme.ink }),
  ]);
}

/** A small circle with a sign: +, 1 −. */
export function joint(pen: Pen, { x, y }: Point, sign: string, id: string, color = pen.theme.ink): Markup {
  return element('g', { id: pen.id(id), class: 'viz-joint' }, [
    element('circle', { cx: x, cy: y, r: 13, fill: pen.theme.surface, stroke: color, 'stroke-width': 2 }),
    label({ x, y: y + 5 }, sign, { class: 'viz-operation', size: 15, fill: pen.theme.ink }),
  ]);
}

/** Where a line is tapped: lines that cross without one are not joined. */
export function dot(pen: Pen, { x, y }: Point, color = pen.theme.muted): Markup {
  return element('circle', { class: 'viz-dot', cx: x, cy: y, r: 3.5, fill: color });
}

/** The line by which a gate turns its valve. */
export function control(pen: Pen, points: readonly Point[], id: string, color: string): Markup {
  return arrow(points, { id: pen.id(`control-${id}`), class: 'viz-control', color, strokeWidth: 2 });
}

/** A thin line that carries a value to where it is used. */
export function feed(pen: Pen, points: readonly Point[], id?: string): Markup {
  return arrow(points, { id: id === undefined ? undefined : pen.id(id), class: 'viz-feed', color: pen.theme.muted });
}

export interface ReadingStyle {
  readonly id: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly color?: string;
}

/** A formula and its number, if there is one: `f = 0.93`. */
export function reading(pen: Pen, at: Point, name: string, value: number | undefined, { id, anchor = 'start', color = pen.theme.ink }: ReadingStyle): Markup {
  return formula(at, value === undefined ? name : `${name} = ${formatValue(value)}`, { id: pen.id(`value-${id}`), class: 'viz-value', size: 15, fill: color, anchor });
}

/** A state part's name above its road and its number below, at the left or right rim. */
export function stateReading(pen: Pen, y: number, { side, name, value, width, id }: { readonly side: 'left' | 'right'; readonly name: string; readonly value?: number; readonly width: number; readonly id: string }): Markup[] {
  const x = side === 'left' ? 40 : 600;
  const { ink } = pen.theme;
  return [
    formula({ x, y: y - width / 2 - 9 }, name, { class: 'viz-name', size: 16, fill: ink }),
    ...(value === undefined ? [] : [label({ x, y: y + width / 2 + 17 }, formatValue(value), { id: pen.id(`state-${id}`), class: 'viz-value', size: 14, fill: ink })]),
  ];
}

/** The cell's outline. */
export function outline(pen: Pen, top: number, bottom: number): Markup {
  const { raised, line } = pen.theme;
  return element('rect', { id: pen.id('body'), class: 'viz-body', x: 80, y: top, width: 492, height: bottom - top, rx: 18, fill: raised, stroke: line, 'stroke-width': 1.5 });
}

/** Head at the right rim, where a road leaves the drawing. */
export function exit(pen: Pen, y: number, width: number, highway = false): Markup {
  const half = width / 2 + 5;
  return element('path', { class: 'viz-exit', d: `${pathThrough([{ x: 616, y: y - half }, { x: 632, y }, { x: 616, y: y + half }])}Z`, fill: highway ? pen.theme.sequential[1] : pen.theme.line });
}
