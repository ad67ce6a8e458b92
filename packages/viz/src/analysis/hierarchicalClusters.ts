import { refusal } from '../refusal.js';
import type { Matrix } from './matrix.js';
import { sizesOf } from './matrix.js';

/**
 * How far two clusters are from each other: the mean or the largest distance of their items, or, by Ward (1963), how much more
 * their items scatter once they are one: √(2·|A|·|B| / (|A| + |B|)) times the distance of their middles.
 */
export type Linkage = 'average' | 'complete' | 'ward';

/** Two clusters that become one. Below the number of items an id is an item; above, the merge that many places behind. */
export interface Merge {
  readonly left: number;
  readonly right: number;
  /** How far the two are from each other. */
  readonly height: number;
  /** How many items the new cluster has. */
  readonly size: number;
}

export interface HierarchicalClusters {
  /** `[items − 1]`: the closest first. */
  readonly merges: readonly Merge[];
  /** `[items]`: the items in an order in which no two branches cross. */
  readonly order: readonly number[];
}

/**
 * Puts the two closest clusters together until one is left, beginning with every item for itself. Items are points
 * `[items, dimensions]`, and their distance is Euclidean.
 *
 * Source: Lance & Williams 1967, whose formula gives the distances to a new cluster from those to its parts. Of equal distances
 * that of the items that come first is taken, so the result is always the same.
 * @throws Error for fewer than two items, ragged items, or a number that is not finite
 */
export function hierarchicalClusters(points: Matrix, linkage: Linkage = 'average'): HierarchicalClusters {
  const [items] = sizesOf('hierarchicalClusters', points);
  if (items < 2) throw refusal('hierarchicalClusters', 'too few items', `${items}`, 'two or more are expected');
  const distances = points.map((one) => points.map((other) => distanceOf(one, other)));
  const clusters = points.map((_, item): Cluster => ({ id: item, size: 1, order: [item], row: item }));
  const merges: Merge[] = [];
  while (clusters.length > 1) {
    const [first, second] = closest(clusters, distances);
    const [left, right] = [clusters[first], clusters[second]];
    const height = distances[left.row][right.row];
    for (const { row, size } of clusters) {
      if (row === left.row || row === right.row) continue;
      const to = { left: distances[left.row][row], right: distances[right.row][row], between: height };
      distances[left.row][row] = distances[row][left.row] = toMerged[linkage](to, { left: left.size, right: right.size, other: size });
    }
    const size = left.size + right.size;
    clusters[first] = { id: items + merges.length, size, order: [...left.order, ...right.order], row: left.row };
    clusters.splice(second, 1);
    merges.push({ left: left.id, right: right.id, height, size });
  }
  return { merges, order: clusters[0].order };
}

interface Cluster {
  readonly id: number;
  readonly size: number;
  readonly order: readonly number[];
  /** Where its distances stand. */
  readonly row: number;
}

interface Distances {
  readonly left: number;
  readonly right: number;
  readonly between: number;
}

interface Sizes {
  readonly left: number;
  readonly right: number;
  readonly other: number;
}

/** The distance from another cluster to the union of left and right. */
const toMerged: Readonly<Record<Linkage, (to: Distances, sizes: Sizes) => number>> = {
  average: (to, sizes) => (sizes.left * to.left + sizes.right * to.right) / (sizes.left + sizes.right),
  complete: (to) => Math.max(to.left, to.right),
  ward: (to, sizes) => {
    const weighted = (sizes.left + sizes.other) * to.left ** 2 + (sizes.right + sizes.other) * to.right ** 2 - sizes.other * to.between ** 2;
    return Math.sqrt(Math.max(0, weighted) / (sizes.left + sizes.right + sizes.other));
  },
};

function closest(clusters: readonly Cluster[], distances: readonly (readonly number[])[]): [first: number, second: number] {
  let best: [number, number] = [0, 1];
  let least = Infinity;
  for (let first = 0; first < clusters.length; first++) {
    const row = distances[clusters[first].row];
    for (let second = first + 1; second < clusters.length; second++) {
      const distance = row[clusters[second].row];
      if (distance >= least) continue;
      least = distance;
      best = [first, second];
    }
  }
  return best;
}

function distanceOf(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let dimension = 0; dimension < one.length; dimension++) sum += (one[dimension] - other[dimension]) ** 2;
  return Math.sqrt(sum);
}
