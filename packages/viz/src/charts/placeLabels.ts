import { measureTextWidth } from '../render/textWidth.js';

/** Pixels from the left and from above. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Label {
  readonly text: string;
  readonly at: Point;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const HEIGHT = 13;
const DISTANCE = 6;
const POINT_RADIUS = 4;
/** Above, below, right, left, and the four corners. */
const SIDES = [[0, -1], [0, 1], [1, 0], [-1, 0], [1, -1], [-1, -1], [1, 1], [-1, 1]] as const;

/** Points along a path that labels keep away from: so far from each other, in pixels. */
const PATH_STEP = 5;

/**
 * Centres for labels beside their points: the first side on which a label touches neither a path, nor a label before it, nor
 * the edge; if there is none, it may lie on a path, but on none of its points. Those that fit nowhere are left out.
 */
export function placeLabels(labels: readonly Label[], paths: readonly (readonly Point[])[], { width, height }: { width: number; height: number }, fontSize = 11): Label[] {
  const points = paths.flat().map((point) => around(point, POINT_RADIUS));
  const lines = paths.flatMap(along).map((point) => around(point, 1));
  const taken: Box[] = [];
  const placed: Label[] = [];
  for (const { text, at } of labels) {
    const half = measureTextWidth(text, fontSize) / 2;
    const candidates = SIDES.map(([right, down]) => {
      const centre = { x: at.x + right * (half + DISTANCE), y: at.y + down * (HEIGHT / 2 + DISTANCE) };
      return { centre, box: { left: centre.x - half, right: centre.x + half, top: centre.y - HEIGHT / 2, bottom: centre.y + HEIGHT / 2 } };
    }).filter(({ box }) => box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height && isFree(box, taken) && isFree(box, points));
    const best = candidates.find(({ box }) => isFree(box, lines)) ?? candidates.at(0);
    if (!best) continue;
    taken.push(best.box);
    placed.push({ text, at: best.centre });
  }
  return placed;
}

function around({ x, y }: Point, radius: number): Box {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

function along(path: readonly Point[]): Point[] {
  return path.slice(1).flatMap((to, index) => {
    const from = path[index];
    const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / PATH_STEP);
    return Array.from({ length: steps }, (_, step) => ({ x: from.x + ((to.x - from.x) * step) / steps, y: from.y + ((to.y - from.y) * step) / steps }));
  });
}

function isFree(box: Box, others: readonly Box[]): boolean {
  return !others.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom);
}
