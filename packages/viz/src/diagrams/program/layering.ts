export interface Edge {
  readonly from: number;
  readonly to: number;
  /** Where it leaves its node and where it arrives: −0.5 at the left rim, 0 in the middle, 0.5 at the right rim. */
  readonly leaves: number;
  readonly arrives: number;
}

/** A node beside another in the layer above or below, and where the edge between them touches it. */
export interface Neighbour {
  readonly node: number;
  readonly lean: number;
}

/** Places in layers, one below the other: nodes, and a bend for every layer that an edge passes. */
export interface Layering {
  /** Indices of nodes and, from `nodes` on, of bends; from left to right. */
  readonly rows: readonly (readonly number[])[];
  /** Of every edge: where it starts, its bends, where it ends. */
  readonly chains: readonly (readonly number[])[];
  /** Of every node and bend, those in the layer above and below that it is joined to. */
  readonly above: readonly (readonly Neighbour[])[];
  readonly below: readonly (readonly Neighbour[])[];
}

/**
 * Layers by the longest path from the beginning, then the order within each by barycentres: a node goes to the mean place of
 * its neighbours in the layer before, downwards and upwards in turn (Sugiyama, Tagawa & Toda 1981). Every edge leads from
 * a node to one with a larger index.
 * @param first nodes that must stand in the first layer
 * @param last nodes that must stand in the last layer
 */
export function layer(count: number, edges: readonly Edge[], first: ReadonlySet<number>, last: ReadonlySet<number>): Layering {
  const depth = depthsOf(count, edges, first, last);
  const rows: number[][] = Array.from({ length: 1 + Math.max(0, ...depth) }, () => []);
  depth.forEach((at, node) => rows[at].push(node));
  let next = count;
  const chains = edges.map(({ from, to }) => {
    const bends: number[] = [];
    for (let at = depth[from] + 1; at < depth[to]; at++) {
      rows[at].push(next);
      bends.push(next++);
    }
    return [from, ...bends, to];
  });
  const above: Neighbour[][] = Array.from({ length: next }, () => []);
  const below: Neighbour[][] = Array.from({ length: next }, () => []);
  chains.forEach((chain, edge) => {
    for (let index = 1; index < chain.length; index++) {
      above[chain[index]].push({ node: chain[index - 1], lean: index === 1 ? edges[edge].leaves : 0 });
      below[chain[index - 1]].push({ node: chain[index], lean: index === chain.length - 1 ? edges[edge].arrives : 0 });
    }
  });
  const place = new Float64Array(next);
  for (const row of rows) row.forEach((node, index) => (place[node] = index));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const downwards = sweep % 2 === 0;
    for (const row of downwards ? rows : rows.toReversed()) sortByNeighbours(row, downwards ? above : below, place);
  }
  return { rows, chains, above, below };
}

const SWEEPS = 8;

function depthsOf(count: number, edges: readonly Edge[], first: ReadonlySet<number>, last: ReadonlySet<number>): number[] {
  const depth = new Array<number>(count).fill(0);
  const byTarget = edges.toSorted((a, b) => a.to - b.to);
  for (const { from, to } of byTarget) depth[to] = Math.max(depth[to], depth[from] + 1);
  // What nothing leads to moves down to just above where it is used, unless it is held at the top.
  const hasSource = new Set(edges.map(({ to }) => to));
  const nearest = new Map<number, number>();
  for (const { from, to } of edges) nearest.set(from, Math.min(nearest.get(from) ?? Infinity, depth[to]));
  for (const [node, use] of nearest) if (!hasSource.has(node) && !first.has(node)) depth[node] = use - 1;
  const bottom = Math.max(0, ...depth.filter((_, node) => !last.has(node))) + 1;
  for (const node of last) depth[node] = bottom;
  return depth;
}

function sortByNeighbours(row: number[], neighbours: readonly (readonly Neighbour[])[], place: Float64Array): void {
  const wanted = new Map(row.map((node) => [node, meanOf(neighbours[node], ({ node: other, lean }) => place[other] + lean) ?? place[node]]));
  row.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0) || place[a] - place[b]);
  row.forEach((node, index) => (place[node] = index));
}

/** Mean place of some nodes; nothing if there are none. */
export function meanOf(neighbours: readonly Neighbour[], placeOf: (neighbour: Neighbour) => number): number | undefined {
  return neighbours.length === 0 ? undefined : neighbours.reduce((total, neighbour) => total + placeOf(neighbour), 0) / neighbours.length;
}
