import type { Atom, Equation, PrimitiveParams, Program, Tensor, Variable } from '@rekur/tensor';
import { add, apply, applyProgram, fullLike, scan, trace, type PrimitiveName } from '@rekur/tensor';
import type { Residuals } from '../residuals.js';
import { classifyResiduals } from '../residuals.js';
import type { Differentiator, Prepared, Pullback, PullbackCall, VjpRule } from '../rule.js';

type ScanParams = PrimitiveParams<'scan'>;

interface ScanPlan {
  /** For each operand after the trip count: does a gradient reach it? */
  readonly active: readonly boolean[];
  /** For each per-step output: does a gradient leave it? */
  readonly activeOutputs: readonly boolean[];
  readonly residuals: Residuals;
  /** Position of each stacked residual among the prepared scan's results. */
  readonly positions: readonly number[];
  readonly backward: BackwardBody;
}

/** One backward step as a Program: (forward variables…, cotangents of carries and outputs…, captured…) → operands' cotangents. */
interface BackwardBody {
  readonly program: Program;
  readonly variables: readonly Variable[];
  readonly captured: readonly Tensor[];
}

/**
 * The reverse of a loop is a loop in the other direction: its carries are the cotangents of the forward carries and the sums
 * of the invariants' cotangents; it reads the residuals that the forward loop stacked, and writes the per-step inputs'
 * cotangents. Being a scan itself, it can be differentiated again.
 */
export const scanRule: VjpRule<ScanParams> = {
  differentiable: true,

  activeOutputs(equation, activeInputs, differentiator) {
    const params = equation.params as unknown as ScanParams;
    const { active, variables } = activeOperands(params, activeInputs.slice(1), differentiator);
    return params.body.outputs.map((atom, index) => (index < params.carries ? active[index] : isActive(atom, variables)));
  },

  prepare(equation, activeInputs, differentiator) {
    const params = equation.params as unknown as ScanParams;
    const { active } = activeOperands(params, activeInputs.slice(1), differentiator);
    const prepared = differentiator.prepareProgram(params.body, active);
    const activeOutputs = params.body.outputs.slice(params.carries).map((atom) => isActive(atom, prepared.active));
    const backward = traceBackward(params, prepared, active, activeOutputs, differentiator);
    const { program: body } = prepared;
    const residuals = classifyResiduals(body, usedVariables(backward), params.carries, params.sequences);
    const { equation: extended, positions } = stackResiduals(equation, body, residuals);
    const plan: ScanPlan = { active, activeOutputs, residuals, positions, backward };
    return { equation: extended, plan };
  },

  pullback: backwardScan,
};

export function isActive(atom: Atom, active: ReadonlySet<Variable>): boolean {
  return atom.kind === 'variable' && active.has(atom);
}

/** Operands that a gradient reaches: a carry does if its first value or what a step makes of it does, until nothing changes. */
export function activeOperands(
  { body, carries }: ScanParams,
  given: readonly boolean[],
  differentiator: Differentiator,
): { active: boolean[]; variables: ReadonlySet<Variable> } {
  const active = [...given];
  for (;;) {
    const variables = differentiator.activeVariables(body, active);
    const grown = body.outputs.slice(0, carries).findIndex((atom, index) => !active[index] && isActive(atom, variables));
    if (grown < 0) return { active, variables };
    active[grown] = true;
  }
}

/** Every variable of the body as an input, so that dead code elimination tells which ones the backward step needs. */
function traceBackward(
  { carries }: ScanParams,
  prepared: Prepared,
  active: readonly boolean[],
  activeOutputs: readonly boolean[],
  differentiator: Differentiator,
): BackwardBody {
  const { program: body } = prepared;
  const variables = [...body.inputs, ...body.equations.flatMap((equation) => equation.outputs)];
  const receives = body.outputs.map((_, index) => (index < carries ? active[index] : activeOutputs[index - carries]));
  const received = body.outputs.filter((_, index) => receives[index]);
  const { program, captured } = trace(
    (...tensors) => {
      const values = new Map(variables.map((variable, index) => [variable, tensors[index]]));
      let next = variables.length;
      const cotangents = receives.map((receiving) => (receiving ? tensors[next++] : undefined));
      const results = differentiator.pullBack(prepared, values, cotangents);
      return body.inputs.flatMap((variable, index) =>
        active[index] ? [results[index] ?? fullLike(tensors[0], 0, variable.type)] : [],
      );
    },
    [...variables, ...received].map((atom) => atom.type),
  );
  return { program, variables, captured };
}

/** The forward variables that the backward step reads. */
function usedVariables({ program, variables }: BackwardBody): Set<Variable> {
  const used = new Set<Atom>([...program.equations.flatMap((equation) => equation.inputs), ...program.outputs]);
  return new Set(variables.filter((_, index) => used.has(program.inputs[index])));
}

/** The scan with its residuals as further per-step outputs; a residual that is an output already is not stored twice. */
function stackResiduals(
  equation: Equation,
  body: Program,
  { stacked }: Residuals,
): { equation: Equation; positions: number[] } {
  const { carries, capacity } = equation.params as unknown as ScanParams;
  const outputs = [...body.outputs];
  const results = [...equation.outputs];
  const positions = stacked.map((variable) => {
    const present = outputs.indexOf(variable, carries);
    if (present >= 0) return present;
    const { shape, dtype } = variable.type;
    outputs.push(variable);
    return results.push({ kind: 'variable', type: { shape: [capacity, ...shape], dtype } }) - 1;
  });
  const params = { ...equation.params, body: { ...body, outputs } };
  return { equation: { ...equation, params, outputs: results }, positions };
}

function backwardScan({ inputs, outputs, params, cotangents, plan }: PullbackCall<ScanParams>): Pullback {
  const { body, carries, sequences, reverse, capacity } = params;
  const { active, activeOutputs, residuals, positions, backward } = plan as ScanPlan;
  const operands = inputs.slice(1) as Tensor[];
  const like = outputs[0];
  const select = <T>(values: readonly T[], from: number, to: number): T[] =>
    values.slice(from, to).filter((_, index) => active[from + index]);
  const end = body.inputs.length;

  const carryVariables = select(body.inputs, 0, carries);
  const invariantVariables = select(body.inputs, carries + sequences, end);
  const finalCotangents = select(cotangents.slice(0, carries), 0, carries);
  const firstCarry = [
    ...carryVariables.map(({ type }, index) => finalCotangents[index] ?? fullLike(like, 0, type)),
    ...invariantVariables.map(({ type }) => fullLike(like, 0, type)),
  ];

  const stepCotangents = activeOutputs.flatMap((flag, index) => {
    if (!flag) return [];
    const { shape, dtype } = body.outputs[carries + index].type;
    return [cotangents[carries + index] ?? fullLike(like, 0, { shape: [capacity, ...shape], dtype })];
  });
  const perStep = [
    ...residuals.stacked.map((variable, index) => ({ variable, value: outputs[positions[index]] })),
    ...body.inputs.slice(carries, carries + sequences).map((variable, index) => ({ variable, value: operands[carries + index] })),
  ];

  const step = (carry: Tensor[], slices: Tensor[]): { carry: Tensor[]; outputs: Tensor[] } => {
    const values = new Map<Variable, Tensor>();
    perStep.forEach(({ variable }, index) => values.set(variable, slices[index]));
    for (let index = carries + sequences; index < end; index++) values.set(body.inputs[index], operands[index]);
    recompute(residuals.recomputed, values, [...carry, ...slices]);
    const results = applyProgram(backward.program, [
      ...backward.variables.map((variable) => values.get(variable) as Tensor),
      ...carry.slice(0, carryVariables.length),
      ...slices.slice(perStep.length),
      ...backward.captured,
    ]) as Tensor[];
    const sums = carry.slice(carryVariables.length);
    const fromSequences = select(active, carries, carries + sequences).length;
    const sequenceEnd = carryVariables.length + fromSequences;
    return {
      carry: [
        ...results.slice(0, carryVariables.length),
        ...sums.map((sum, index) => add(sum, results[sequenceEnd + index])),
      ],
      outputs: results.slice(carryVariables.length, sequenceEnd),
    };
  };
  const result = scan(step, firstCarry, [...perStep.map(({ value }) => value), ...stepCotangents], {
    reverse: !reverse,
    tripCount: inputs[0],
    steps: capacity,
  });

  const carryResults = result.carry.slice(0, carryVariables.length);
  const invariantResults = result.carry.slice(carryVariables.length);
  const inOrder = [...carryResults, ...result.outputs, ...invariantResults];
  let next = 0;
  return [undefined, ...active.map((flag) => (flag ? constant(inOrder[next++]) : undefined))];
}

function constant(value: Tensor): () => Tensor {
  return () => value;
}

function recompute(equations: readonly Equation[], values: Map<Variable, Tensor>, home: readonly Tensor[]): void {
  for (const equation of equations) {
    const operands = equation.inputs.map((atom) => (atom.kind === 'literal' ? atom : (values.get(atom) as Tensor)));
    const results = apply(equation.primitive as PrimitiveName, equation.params as never, operands, home);
    equation.outputs.forEach((variable, index) => values.set(variable, results[index]));
  }
}
