import { primitiveNamed, sizeOf } from '@rekur/tensor';
import type { Shape } from '@rekur/tensor';
import type { Instruction, MapNode, Node, ReduceNode, Store } from '../ir/node.js';
import { readsOf, writesOf } from '../ir/node.js';
import type { Buffer, View } from '../ir/view.js';
import { mayOverlap, reshapeView, sameNumbers, sameView } from '../ir/view.js';
import { reduceWithoutUnused, withoutUnused } from './prune.js';

/** More instructions than that in one loop only spill registers. */
const MOST_INSTRUCTIONS = 320;
/** How far back a loop looks for another one to join. */
const WINDOW = 64;

/**
 * Joins loops over the same elements, so that values pass in registers instead of memory.
 *
 *     map[4] { %0 = a; %1 = b; %2 = mul %0 %1 } x = %2          map[4] { %0 = a; %1 = b; %2 = mul %0 %1; %3 = c;
 *     map[4] { %0 = x; %1 = c; %2 = add %0 %1 } y = %2     →             %4 = add %2 %3 } x = %2; y = %4
 *
 * Two loops may be joined if, element by element, the second reads of what the first writes only the same element, and if one
 * of them can move to the other past all nodes between. A reduction takes in the loop that makes its terms if nothing else
 * reads them.
 */
export function fuse(nodes: readonly Node[]): Node[] {
  const readers = new Map<Buffer, number>();
  for (const node of nodes) for (const { buffer } of readsOf(node)) readers.set(buffer, (readers.get(buffer) ?? 0) + 1);
  return fuseBlock(nodes, readers);
}

function fuseBlock(nodes: readonly Node[], readers: ReadonlyMap<Buffer, number>): Node[] {
  const done: Node[] = [];
  for (const node of nodes) {
    if (node.kind === 'loop') done.push({ ...node, body: fuseBlock(node.body, readers) });
    else if (node.kind === 'map') joinMap(done, node);
    else if (node.kind === 'reduce') done.push(joinProducers(done, node, readers));
    else done.push(node);
  }
  return done;
}

/** Joins a loop with earlier ones, one after the other; each moves to the other's place if nothing between forbids it. */
function joinMap(done: Node[], given: MapNode): void {
  let node = given;
  /** Where the loop stands: before what is at this place. */
  let slot = done.length;
  const from = Math.max(0, done.length - WINDOW);
  for (let at = slot - 1; at >= from; at--) {
    const other = done[at];
    if (other.kind !== 'map' || !related(other, node)) continue;
    const joined = merge(other, node);
    if (!joined) continue;
    const passes = (moving: Node): boolean => {
      for (let between = at + 1; between < slot; between++) if (conflicts(moving, done[between])) return false;
      return true;
    };
    if (passes(node)) slot = at;
    else if (passes(other)) slot--;
    else continue;
    done.splice(at, 1);
    node = joined;
  }
  done.splice(slot, 0, node);
}

/** Whether the order of two nodes matters. */
function conflicts(a: Node, b: Node): boolean {
  const overlap = (left: readonly View[], right: readonly View[]): boolean => left.some((one) => right.some((other) => mayOverlap(one, other)));
  return overlap(writesOf(a), readsOf(b)) || overlap(readsOf(a), writesOf(b)) || overlap(writesOf(a), writesOf(b));
}

/** Loops that share nothing gain nothing from each other, but a mere copy costs nothing more in any loop. */
function related(a: MapNode, b: MapNode): boolean {
  if (b.instructions.length === 1) return true;
  const touched = new Set([...readsOf(a), ...writesOf(a)].map(({ buffer }) => buffer));
  return [...readsOf(b), ...writesOf(b)].some(({ buffer }) => touched.has(buffer));
}

/** The loop over `shape`, if its views can be seen that way. */
export function mapAs(node: MapNode, shape: Shape): MapNode | undefined {
  if (sameNumbers(node.shape, shape)) return node;
  if (sizeOf(node.shape) !== sizeOf(shape)) return undefined;
  const instructions: Instruction[] = [];
  for (const instruction of node.instructions) {
    if (instruction.kind === 'index') return undefined;
    if (instruction.kind !== 'load') instructions.push(instruction);
    else {
      const view = reshapeView(instruction.view, shape);
      if (!view) return undefined;
      instructions.push({ kind: 'load', view });
    }
  }
  const stores: Store[] = [];
  for (const store of node.stores) {
    const view = reshapeView(store.view, shape);
    if (!view) return undefined;
    stores.push({ ...store, view });
  }
  return { ...node, shape, instructions, stores };
}

/** One loop that does what the first and then the second does, if that is the same. */
function merge(first: MapNode, second: MapNode): MapNode | undefined {
  if (first.instructions.length + second.instructions.length > MOST_INSTRUCTIONS) return undefined;
  const after = mapAs(second, first.shape);
  if (!after) {
    const before = mapAs(first, second.shape);
    return before && joinSame(before, second);
  }
  return joinSame(first, after);
}

function joinSame(first: MapNode, second: MapNode): MapNode | undefined {
  const loaded = first.instructions.flatMap((instruction, value) => (instruction.kind === 'load' ? [{ view: instruction.view, value }] : []));
  // What the first reads must not be written by the second, except at the same element.
  for (const { view } of second.stores) {
    if (loaded.some((load) => mayOverlap(load.view, view) && !sameView(load.view, view))) return undefined;
    if (first.stores.some((store) => mayOverlap(store.view, view) && !sameView(store.view, view))) return undefined;
  }
  const instructions = [...first.instructions];
  const places: number[] = [];
  const constants = new Map<string, number>();
  first.instructions.forEach((instruction, index) => {
    if (instruction.kind === 'constant') constants.set(constantKey(instruction), index);
  });
  for (const instruction of second.instructions) {
    if (instruction.kind === 'load') {
      const stored = first.stores.filter(({ view }) => mayOverlap(view, instruction.view));
      if (stored.some(({ view }) => !sameView(view, instruction.view))) return undefined;
      const known = stored.at(-1)?.value ?? loaded.find(({ view }) => sameView(view, instruction.view))?.value;
      places.push(known ?? instructions.push(instruction) - 1);
    } else if (instruction.kind === 'operation') {
      places.push(instructions.push({ ...instruction, operands: instruction.operands.map((operand) => places[operand]) }) - 1);
    } else if (instruction.kind === 'constant') {
      places.push(constants.get(constantKey(instruction)) ?? instructions.push(instruction) - 1);
    } else places.push(instructions.push(instruction) - 1);
  }
  const later = second.stores.map(({ view, value }) => ({ view, value: places[value] }));
  const stores = [...first.stores.filter(({ view }) => !later.some((store) => sameView(store.view, view))), ...later];
  return withoutUnused({ ...first, instructions, stores });
}

function constantKey({ dtype, value }: { dtype: string; value: number }): string {
  return `${dtype}:${Object.is(value, -0) ? '-0' : value}`;
}

/** Takes into a reduction the loops that make its terms: for nobody else, or so cheaply that they may be made twice. */
function joinProducers(done: Node[], given: ReduceNode, readers: ReadonlyMap<Buffer, number>): ReduceNode {
  let node = given;
  for (let at = done.length - 1; at >= Math.max(0, done.length - WINDOW); at--) {
    const other = done[at];
    if (other.kind !== 'map') continue;
    const position = node.instructions.findIndex((instruction) => instruction.kind === 'load' && other.stores.some(({ view }) => view.buffer === instruction.view.buffer));
    if (position < 0 || node.instructions.length + other.instructions.length > MOST_INSTRUCTIONS) continue;
    const load = node.instructions[position] as Extract<Instruction, { kind: 'load' }>;
    const whole = mapAs(other, node.shape);
    const store = whole?.stores.find(({ view }) => sameView(view, load.view));
    if (!whole || !store || store.view.buffer.role !== 'scratch' || readers.get(store.view.buffer) !== 1) continue;
    const producer = withoutUnused({ ...whole, stores: [store] });
    // A result may be stored before the terms of the next one are read.
    if (readsOf(producer).some((view) => mayOverlap(view, node.target))) continue;
    const alone = other.stores.length === 1;
    if (!alone && !(isCheap(producer) && !conflictsWithItself(producer, other))) continue;
    const moving = alone ? other : producer;
    if (done.slice(at + 1).some((between) => conflicts(moving, between))) continue;
    if (alone) done.splice(at, 1);
    node = takeIn(node, position, producer, producer.stores[0].value);
  }
  return node;
}

/** A few instructions of those that take one cycle. */
function isCheap({ instructions }: MapNode): boolean {
  return instructions.length <= 8 && instructions.every((instruction) => instruction.kind !== 'operation' || primitiveNamed(instruction.primitive).traits.cheap);
}

/** Whether a loop changes what a part of it reads. */
function conflictsWithItself(part: MapNode, whole: MapNode): boolean {
  return readsOf(part).some((read) => whole.stores.some(({ view }) => mayOverlap(read, view)));
}

/** The reduction with its load number `position` replaced by the instructions that make the value. */
function takeIn(node: ReduceNode, position: number, producer: MapNode, value: number): ReduceNode {
  const instructions = [...producer.instructions];
  const places: number[] = [];
  node.instructions.forEach((instruction, index) => {
    if (index === position) places.push(value);
    else if (instruction.kind === 'operation') {
      places.push(instructions.push({ ...instruction, operands: instruction.operands.map((operand) => places[operand]) }) - 1);
    } else places.push(instructions.push(instruction) - 1);
  });
  return reduceWithoutUnused({ ...node, instructions, value: places[node.value] });
}
