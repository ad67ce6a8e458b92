import type { Point } from '../label.js';
import { type Edge, layer, type Layering, meanOf, type Neighbour } from './layering.js';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Placing extends Size {
  /** Top centre of every node. */
  readonly places: readonly Point[];
  /** Of every edge: where it leaves the layer that it starts in, then two points for each layer that it crosses. */
  readonly bends: readonly (readonly Point[])[];
}

const GAP_ACROSS = 16;
const GAP_DOWN = 34;
const BEND_WIDTH = 2;

/** Places nodes of given sizes in layers, each near the mean of its neighbours, in the order found by {@link layer}. */
export function placeNodes(sizes: readonly Size[], edges: readonly Edge[], first: ReadonlySet<number>, last: ReadonlySet<number>): Placing {
  const layering = layer(sizes.length, edges, first, last);
  const { rows, chains } = layering;
  const widthOf = (node: number): number => sizes[node]?.width ?? BEND_WIDTH;
  const x = acrossOf(layering, widthOf);
  const all = rows.flat();
  const left = all.length === 0 ? 0 : Math.min(...all.map((node) => x[node] - widthOf(node) / 2));
  const right = all.length === 0 ? 0 : Math.max(...all.map((node) => x[node] + widthOf(node) / 2));
  const heights = rows.map((row) => Math.max(0, ...row.map((node) => sizes[node]?.height ?? 0)));
  const tops = new Map<number, number>();
  const bottoms = new Map<number, number>();
  let height = -GAP_DOWN;
  rows.forEach((row, index) => {
    const top = height + GAP_DOWN;
    height = top + heights[index];
    for (const node of row) {
      tops.set(node, top);
      bottoms.set(node, height);
    }
  });
  const at = (node: number): Point => ({ x: x[node] - left, y: tops.get(node) ?? 0 });
  const under = (node: number, across = 0): Point => ({ x: x[node] - left + across, y: bottoms.get(node) ?? 0 });
  return {
    width: right - left,
    height: Math.max(0, height),
    places: sizes.map((_, node) => at(node)),
    // Beside a tall box an edge goes straight down before it turns.
    bends: chains.map((chain, edge) => [under(chain[0], edges[edge].leaves * widthOf(chain[0])), ...chain.slice(1, -1).flatMap((bend) => [at(bend), under(bend)])]),
  };
}

const SWEEPS = 12;

/** Centres from left to right: packed first, then moved towards the neighbours above and below in turn, in their order. */
function acrossOf({ rows, above, below }: Layering, widthOf: (node: number) => number): Float64Array {
  const count = above.length;
  const x = new Float64Array(count);
  const apart = (a: number, b: number): number => (widthOf(a) + widthOf(b)) / 2 + GAP_ACROSS;
  for (const row of rows) row.forEach((node, index) => (x[node] = index === 0 ? 0 : x[row[index - 1]] + apart(row[index - 1], node)));
  const touched = ({ node, lean }: Neighbour): number => x[node] + lean * widthOf(node);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const downwards = sweep % 2 === 0;
    for (const row of downwards ? rows : rows.toReversed()) {
      const wanted = row.map((node) => {
        const [near, far] = downwards ? [above, below] : [below, above];
        return meanOf(near[node], touched) ?? meanOf(far[node], touched) ?? x[node];
      });
      // The mean of two arrangements that keep their distances keeps them too.
      const pushedRight = [...wanted];
      for (let index = 1; index < row.length; index++) pushedRight[index] = Math.max(wanted[index], pushedRight[index - 1] + apart(row[index - 1], row[index]));
      const pushedLeft = [...wanted];
      for (let index = row.length - 2; index >= 0; index--) pushedLeft[index] = Math.min(wanted[index], pushedLeft[index + 1] - apart(row[index], row[index + 1]));
      row.forEach((node, index) => (x[node] = (pushedRight[index] + pushedLeft[index]) / 2));
    }
  }
  return x;
}
