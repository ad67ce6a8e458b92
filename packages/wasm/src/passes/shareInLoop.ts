import type { Atom, Variable } from '@rekur/tensor';
import type { Log } from './pass.js';
import { resolve, substitute } from './structure/atoms.js';
import type { Carry, Loop, Operand } from './structure/loop.js';
import { createNumbering } from './structure/numbering.js';
import { nameLoop } from './structure/words.js';

/**
 * Makes equal operands, carries and per-step outputs of a loop one. What becomes of the loop's results is written into
 * `outside`. Returns the same object if nothing is equal.
 */
export function shareInLoop(loop: Loop, outside: Map<Atom, Atom>, log: Log): Loop {
  const inside = new Map<Atom, Atom>();
  const sequences = distinctOperands(loop.sequences, inside);
  const invariants = distinctOperands(loop.invariants, inside);
  const classes = equalCarries(loop, inside);
  const carries = loop.carries.filter((carry) => {
    const first = classes.get(carry);
    if (!first || first === carry) return true;
    inside.set(carry.input, first.input);
    outside.set(carry.result, first.result);
    return false;
  });
  const byValue = new Map<Atom, Variable>();
  const stacks = loop.stacks.filter(({ value, result }) => {
    const atom = resolve(value, inside);
    const first = byValue.get(atom);
    if (first) outside.set(result, first);
    else byValue.set(atom, result);
    return !first;
  });
  const removed = loop.carries.length - carries.length + loop.stacks.length - stacks.length + inside.size;
  if (removed === 0) return loop;
  log.notes.push(`${nameLoop(loop)} had equal carries, operands or stacked outputs; each is there once now.`);
  const { equations } = substitute({ equations: loop.equations, outputs: [] }, inside);
  return {
    ...loop,
    sequences,
    invariants,
    equations,
    carries: carries.map((carry) => ({ ...carry, next: resolve(carry.next, inside) })),
    stacks: stacks.map(({ value, result }) => ({ value: resolve(value, inside), result })),
  };
}

/** The first of each; the others are read as it. */
function distinctOperands(operands: readonly Operand[], inside: Map<Atom, Atom>): readonly Operand[] {
  const numbering = createNumbering();
  const first = new Map<string, Variable>();
  return operands.filter(({ operand, input }) => {
    const key = numbering.of(operand);
    const earlier = first.get(key);
    if (earlier) inside.set(input, earlier);
    else first.set(key, input);
    return !earlier;
  });
}

/**
 * For each carry, the first one that it always equals: equal at first, and equal after a step if all that is assumed equal
 * is. Assumptions are split until they hold.
 */
function equalCarries({ carries, equations }: Loop, inside: ReadonlyMap<Atom, Atom>): Map<Carry, Carry> {
  const initials = createNumbering();
  let classes = group(carries, ({ initial }) => initials.of(initial));
  while (classes.size > 0) {
    const assumed = new Map<Atom, Atom>(inside);
    for (const [carry, first] of classes) assumed.set(carry.input, first.input);
    const numbering = createNumbering(assumed);
    for (const equation of equations) numbering.add(equation);
    const before = classes;
    const inClass = carries.filter((carry) => before.has(carry));
    const position = new Map(carries.map((carry, index) => [carry, index]));
    classes = group(inClass, (carry) => `${position.get(before.get(carry) as Carry)} ${numbering.of(carry.next)}`);
    if (classes.size === before.size && [...classes].every(([carry, first]) => before.get(carry) === first)) break;
  }
  return classes;
}

/** Carries that share a key with another, each with the first of its key. */
function group(carries: readonly Carry[], key: (carry: Carry) => string): Map<Carry, Carry> {
  const groups = new Map<string, Carry[]>();
  for (const carry of carries) {
    const name = key(carry);
    const members = groups.get(name);
    if (members) members.push(carry);
    else groups.set(name, [carry]);
  }
  return new Map([...groups.values()].flatMap((members) => (members.length > 1 ? members.map((carry) => [carry, members[0]] as const) : [])));
}
