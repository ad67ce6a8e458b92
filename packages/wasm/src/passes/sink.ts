import type { Atom, Equation, Program, Variable } from '@rekur/tensor';
import { sameShape } from '@rekur/tensor';
import type { Log, PassResult } from './pass.js';
import { runPass } from './pass.js';
import { applied, fresh, resolve, substitute, substituteInputs } from './structure/atoms.js';
import { rewriteLevels } from './structure/levels.js';
import type { Loop, Operand } from './structure/loop.js';
import { closeScan, openScan, outputsOf } from './structure/loop.js';
import { readsMemory } from './structure/product.js';
import { isZeroBehind } from './structure/stacking.js';
import { nameLoop } from './structure/words.js';

/**
 * Moves into a loop what its operands merely repeat, so that the loop reads less: a broadcast costs nothing where it is read.
 *
 *     b: float32[5,2] = broadcast[shape=[5,2]] a           c: … = scan[body=program(a: float32[2], b: float32[]) {
 *     c: … = scan[body=program(a: …, b: float32[2]) {        c: float32[2] = broadcast[shape=[2]] b
 *       c: float32[2] = mul a b                       →      d: float32[2] = mul a c
 *       return c                                             return d
 *     } carries=1 sequences=1 …] 5:int32 h b               } carries=1 sequences=0 …] 5:int32 h a
 *
 * A carry that no step changes is an invariant, a literal operand stands in the body, and a per-step output that is a
 * per-step input is that input. What a product, a gather or a loop in the body reads stays outside:
 * it needs it in memory.
 */
export function sink(program: Program): PassResult {
  return runPass(program, (whole, log) => rewriteLevels(whole, (level) => sinkLevel(level, log)));
}

function sinkLevel(level: Program, log: Log): Program {
  const definitions = new Map<Atom, Equation>();
  const replaced = new Map<Atom, Atom>();
  let changed = false;
  const equations = level.equations.flatMap((original): readonly Equation[] => {
    let placed: readonly Equation[] = [substituteInputs(original, replaced)];
    if (original.primitive === 'scan') {
      const loop = openScan(placed[0]);
      const settled = returnInputs(fixCarries(loop, replaced, log), definitions, replaced, log);
      const { before, loop: sunk } = sinkBroadcasts(settled, definitions, log);
      if (sunk !== loop) placed = [...before, closeScan(sunk)];
      changed ||= sunk !== loop;
    }
    for (const equation of placed) for (const variable of equation.outputs) definitions.set(variable, equation);
    return placed;
  });
  return changed ? { ...level, equations, outputs: level.outputs.map((atom) => resolve(atom, replaced)) } : level;
}

/** A carry that every step hands on as it is is an invariant. */
function fixCarries(loop: Loop, replaced: Map<Atom, Atom>, log: Log): Loop {
  const fixed = loop.carries.filter(({ input, next }) => input === next);
  if (fixed.length === 0) return loop;
  for (const { initial, result } of fixed) replaced.set(result, initial);
  log.notes.push(`${nameLoop(loop)} never changes ${fixed.length} of its carries; they are invariants now.`);
  const carries = loop.carries.filter((carry) => !fixed.includes(carry));
  return { ...loop, carries, invariants: [...loop.invariants, ...fixed.map(({ initial, input }) => ({ operand: initial, input }))] };
}

/** A per-step output that is a per-step input is known outside, if steps that do not run are zero in it. */
function returnInputs(loop: Loop, definitions: ReadonlyMap<Atom, Equation>, replaced: Map<Atom, Atom>, log: Log): Loop {
  const operands = new Map<Atom, Atom>(loop.sequences.map(({ input, operand }) => [input, operand]));
  const stacks = loop.stacks.filter(({ value, result }) => {
    const operand = operands.get(value);
    if (!operand || !isZeroBehind(operand, loop, definitions)) return true;
    replaced.set(result, operand);
    return false;
  });
  if (stacks.length === loop.stacks.length) return loop;
  log.notes.push(`${nameLoop(loop)} returned ${loop.stacks.length - stacks.length} of its per-step inputs; they are read where they came from.`);
  return { ...loop, stacks };
}

/** Literals and broadcasts among the operands are made in the body. */
function sinkBroadcasts(loop: Loop, definitions: ReadonlyMap<Atom, Equation>, log: Log): { before: readonly Equation[]; loop: Loop } {
  const inMemory = readFromMemory(loop);
  const before: Equation[] = [];
  const inside: Equation[] = [];
  const replaced = new Map<Atom, Atom>();
  const invariants: Operand[] = [];
  const sequences: Operand[] = [];
  /** Makes `input` of `source` in the body. */
  const repeat = (source: Atom, input: Variable): void => {
    let atom = source;
    if (source.kind === 'variable') {
      atom = fresh(source.type);
      invariants.push({ operand: source, input: atom });
    }
    if (sameShape(source.type.shape, input.type.shape)) replaced.set(input, atom);
    else inside.push({ primitive: 'broadcast', params: { shape: input.type.shape }, inputs: [atom], outputs: [input] });
  };
  for (const invariant of loop.invariants) {
    const source = invariant.operand.kind === 'literal' ? invariant.operand : broadcastSource(definitions.get(invariant.operand));
    if (source && !inMemory.has(invariant.input)) repeat(source, invariant.input);
    else invariants.push(invariant);
  }
  for (const sequence of loop.sequences) {
    const source = broadcastSource(definitions.get(sequence.operand));
    const step = source && sameForAllSteps(source, sequence, before);
    if (step && !inMemory.has(sequence.input)) repeat(step, sequence.input);
    else sequences.push(sequence);
  }
  if (inside.length + replaced.size === 0) return { before, loop };
  log.notes.push(`${inside.length + replaced.size} operands of ${nameLoop(loop)} only repeated smaller ones; they are made inside it.`);
  const { equations, outputs } = substitute({ equations: loop.equations, outputs: outputsOf(loop) }, replaced);
  return {
    before,
    loop: {
      ...loop,
      invariants,
      sequences,
      equations: [...inside, ...equations],
      carries: loop.carries.map((carry, index) => ({ ...carry, next: outputs[index] })),
      stacks: loop.stacks.map((stack, index) => ({ ...stack, value: outputs[loop.carries.length + index] })),
    },
  };
}

function broadcastSource(equation: Equation | undefined): Atom | undefined {
  return equation?.primitive === 'broadcast' ? equation.inputs[0] : undefined;
}

/** What every slice of a broadcast along time is a broadcast of; undefined if the slices differ. */
function sameForAllSteps(source: Atom, { operand }: Operand, before: Equation[]): Atom | undefined {
  const { shape, dtype } = source.type;
  if (shape.length < operand.type.shape.length) return source;
  if (shape[0] !== 1) return undefined;
  const slice = applied('reshape', { shape: shape.slice(1) }, [source], { shape: shape.slice(1), dtype });
  before.push(slice);
  return slice.outputs[0];
}

function readFromMemory({ equations }: Loop): Set<Atom> {
  return new Set(equations.flatMap((equation) => (readsMemory(equation) ? equation.inputs : [])));
}
