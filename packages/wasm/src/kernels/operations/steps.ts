import type { Local, V128 } from '../../assemble/expression.js';
import { get } from '../../assemble/expression.js';
import type { FunctionBuilder } from '../../assemble/functionBuilder.js';

/** An operand or the result of a step, for one vector. It has a local while it is needed. */
export interface Value {
  local?: Local<'v128'>;
}

export type Values = readonly Value[];

/** What a step takes: a value for each vector, or one that is the same for all. */
type StepOperand = Values | V128;

/**
 * One instruction for every vector, before the next step: neighbours do not wait for each other, and V8 finds the pairs that it joins to 256
 * bits.
 */
export type Step = (instruction: (...values: V128[]) => V128, ...operands: readonly StepOperand[]) => Values;

interface Instruction {
  readonly target: Value;
  readonly reads: readonly Value[];
  /** Built when the operands have their locals. */
  readonly build: () => V128;
}

/**
 * Writes the steps that `collect` takes. Locals are used again as soon as their value was read for the last time: a local that is set in a loop costs
 * V8 a phi, and where there are more of those than instructions it does not join pairs to 256 bits.
 */
export function writeSteps(
  code: FunctionBuilder,
  operands: readonly (readonly Local<'v128'>[])[],
  collect: (step: Step, operands: readonly Values[]) => Values,
): readonly Local<'v128'>[] {
  const instructions: Instruction[] = [];
  const step: Step = (instruction, ...stepOperands) => {
    const { length } = stepOperands.find(isValues)!;
    return Array.from({ length }, (_, index) => {
      const target: Value = {};
      const chosen = stepOperands.map((operand) => (isValues(operand) ? operand[index] : operand));
      const build = (): V128 => instruction(...chosen.map((operand) => (isConstant(operand) ? operand : get(operand.local!))));
      instructions.push({ target, reads: chosen.filter((operand): operand is Value => !isConstant(operand)), build });
      return target;
    });
  };
  const results = collect(
    step,
    operands.map((vectors) => vectors.map((local) => ({ local }))),
  );
  write(code, instructions, results);
  return results.map(({ local }) => local!);
}

function isValues(operand: StepOperand): operand is Values {
  return Array.isArray(operand);
}

function isConstant(operand: Value | V128): operand is V128 {
  return 'code' in operand;
}

/** Locals that an operation has used for its own steps, free for the next one. */
const free = new WeakMap<FunctionBuilder, Local<'v128'>[]>();

function write(code: FunctionBuilder, instructions: readonly Instruction[], results: Values): void {
  const pool = free.get(code) ?? [];
  free.set(code, pool);
  const lastRead = new Map<Value, number>();
  for (const [index, { reads }] of instructions.entries()) for (const value of reads) lastRead.set(value, index);
  const own = new Set(instructions.map(({ target }) => target));
  for (const value of results) own.delete(value);
  for (const [index, { target, reads, build }] of instructions.entries()) {
    const expression = build();
    for (const value of new Set(reads)) if (own.has(value) && lastRead.get(value) === index) pool.push(value.local!);
    target.local = (own.has(target) ? pool.pop() : undefined) ?? code.local('v128');
    code.set(target.local, expression);
  }
}
