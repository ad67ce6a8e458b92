import type { Point } from './label.js';
import { element, formatNumber, type Markup } from './svg.js';

export interface ArrowStyle {
  readonly id?: string;
  /** Beside `viz-arrow`. */
  readonly class?: string;
  readonly color: string;
  readonly strokeWidth?: number;
  readonly dash?: string;
  /** Length of the head in pixels; 0 draws none. Default 7. */
  readonly head?: number;
  /** Further attributes of the group, such as `data-weight`. */
  readonly data?: Readonly<Record<string, string | number | undefined>>;
}

/** A line through points with a head at its end: a group of `path`s whose colours stand in attributes. */
export function arrow(points: readonly Point[], { id, class: className, color, strokeWidth = 1.5, dash, head = 7, data = {} }: ArrowStyle): Markup {
  const end = points[points.length - 1];
  const before = points[points.length - 2];
  const length = Math.hypot(end.x - before.x, end.y - before.y) || 1;
  const direction = { x: (end.x - before.x) / length, y: (end.y - before.y) / length };
  const neck = { x: end.x - direction.x * head, y: end.y - direction.y * head };
  const half = head * 0.45;
  const line = element('path', {
    class: 'viz-line',
    d: pathThrough([...points.slice(0, -1), neck]),
    fill: 'none',
    stroke: color,
    'stroke-width': strokeWidth,
    'stroke-dasharray': dash,
    'stroke-linejoin': 'round',
  });
  const tip = [end, { x: neck.x - direction.y * half, y: neck.y + direction.x * half }, { x: neck.x + direction.y * half, y: neck.y - direction.x * half }];
  const children = head > 0 ? [line, element('path', { class: 'viz-head', d: `${pathThrough(tip)}Z`, fill: color })] : [line];
  return element('g', { id, class: className === undefined ? 'viz-arrow' : `viz-arrow ${className}`, ...data }, children);
}

/** `M0,0L10,5L…` */
export function pathThrough(points: readonly Point[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${formatNumber(x)},${formatNumber(y)}`).join('');
}

/** From the edge of one circle to the edge of another. */
export function between(from: Point, to: Point, radius: number): [Point, Point] {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const offset = { x: ((to.x - from.x) / length) * radius, y: ((to.y - from.y) / length) * radius };
  return [{ x: from.x + offset.x, y: from.y + offset.y }, { x: to.x - offset.x, y: to.y - offset.y }];
}
