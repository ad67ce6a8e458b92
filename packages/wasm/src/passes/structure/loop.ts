import type { Atom, Equation, PrimitiveParams, Variable } from '@rekur/tensor';

/** A `scan` taken apart: what belongs together stands together. */
export interface Loop {
  readonly tripCount: Atom;
  readonly capacity: number;
  readonly reverse: boolean;
  readonly carries: readonly Carry[];
  readonly sequences: readonly Operand[];
  readonly invariants: readonly Operand[];
  readonly stacks: readonly Stack[];
  readonly equations: readonly Equation[];
}

/** State: `initial` outside, `input` and `next` in the body, `result` outside again. */
export interface Carry {
  readonly initial: Atom;
  readonly input: Variable;
  readonly next: Atom;
  readonly result: Variable;
}

/** `operand` outside is `input` in the body: one slice of it, or all of it. */
export interface Operand {
  readonly operand: Atom;
  readonly input: Variable;
}

/** `value` of every step is stacked to `result` outside. */
export interface Stack {
  readonly value: Atom;
  readonly result: Variable;
}

export function openScan(equation: Equation): Loop {
  const { body, carries, sequences, capacity, reverse } = equation.params as unknown as PrimitiveParams<'scan'>;
  const [tripCount, ...operands] = equation.inputs;
  const pairs = body.inputs.map((input, index) => ({ operand: operands[index], input }));
  return {
    tripCount,
    capacity,
    reverse,
    carries: pairs.slice(0, carries).map(({ operand, input }, index) => ({
      initial: operand,
      input,
      next: body.outputs[index],
      result: equation.outputs[index],
    })),
    sequences: pairs.slice(carries, carries + sequences),
    invariants: pairs.slice(carries + sequences),
    stacks: body.outputs.slice(carries).map((value, index) => ({ value, result: equation.outputs[carries + index] })),
    equations: body.equations,
  };
}

export function closeScan({ tripCount, capacity, reverse, carries, sequences, invariants, stacks, equations }: Loop): Equation {
  const operands = [...sequences, ...invariants];
  const body = {
    inputs: [...carries, ...operands].map(({ input }) => input),
    equations,
    outputs: [...carries.map(({ next }) => next), ...stacks.map(({ value }) => value)],
  };
  return {
    primitive: 'scan',
    params: { body, carries: carries.length, sequences: sequences.length, capacity, reverse },
    inputs: [tripCount, ...carries.map(({ initial }) => initial), ...operands.map(({ operand }) => operand)],
    outputs: [...carries, ...stacks].map(({ result }) => result),
  };
}

/** What the body returns. */
export function outputsOf({ carries, stacks }: Loop): Atom[] {
  return [...carries.map(({ next }) => next), ...stacks.map(({ value }) => value)];
}

/** Whether every step that there is room for runs, whatever the inputs are. */
export function runsFully({ tripCount, capacity }: Loop): boolean {
  return tripCount.kind === 'literal' && tripCount.value === capacity;
}

/** A loop after a rewriting, and the equations that go before it. */
export interface Hoisted {
  readonly before: readonly Equation[];
  readonly loop: Loop;
}

/** A loop after a rewriting, and the equations that go behind it. */
export interface Deferred {
  readonly loop: Loop;
  readonly after: readonly Equation[];
}
