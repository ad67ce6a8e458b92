import type { Equation, Literal, PrimitiveName, PrimitiveParams, Program, Tensor, Variable } from '@rekur/tensor';

/** An operand as a rule sees it: a tensor, or the number of a literal. */
export type Operand = Tensor | number;

/** What a rule may use: the operands and results of the forward application, and the cotangents of the results. */
export interface PullbackCall<Params> {
  readonly inputs: readonly Operand[];
  /** Results, followed by the residuals that `prepare` added. */
  readonly outputs: readonly Tensor[];
  readonly params: Params;
  /** One per original result; undefined stands for zero. */
  readonly cotangents: readonly (Tensor | undefined)[];
  /** What `prepare` returned. */
  readonly plan: unknown;
  readonly differentiator: Differentiator;
}

/** The cotangent of each input, computed only if asked for; undefined where there is none (an integer operand, say). */
export type Pullback = readonly ((() => Tensor) | undefined)[];

/** A Program made ready for its backward pass: loops return residuals. Its inputs and outputs are the original ones. */
export interface Prepared {
  readonly program: Program;
  /** What the rules' `prepare` returned. */
  readonly plans: ReadonlyMap<Equation, unknown>;
  /** Variables that depend differentiably on the active inputs. */
  readonly active: ReadonlySet<Variable>;
}

/** The differentiation of whole Programs, handed to rules whose parameters hold one, so that no rule imports it. */
export interface Differentiator {
  activeVariables(program: Program, activeInputs: readonly boolean[]): ReadonlySet<Variable>;
  prepareProgram(program: Program, activeInputs: readonly boolean[]): Prepared;
  /** Cotangents of the inputs from those of the outputs; `values` holds every variable of the prepared Program. */
  pullBack(
    prepared: Prepared,
    values: ReadonlyMap<Variable, Tensor>,
    cotangents: readonly (Tensor | undefined)[],
  ): (Tensor | undefined)[];
  /** Applies a Program to tensors, keeping what its backward pass needs. */
  linearize(program: Program, inputs: readonly Tensor[], activeInputs: readonly boolean[]): Linearized;
}

/** Results of a Program, and the way back from their cotangents to those of its inputs; undefined stands for zero. */
export interface Linearized {
  readonly outputs: readonly (Tensor | Literal)[];
  readonly pullback: (cotangents: readonly (Tensor | undefined)[]) => (Tensor | undefined)[];
}

/** How a primitive is differentiated in reverse. */
export interface VjpRule<Params = never> {
  readonly differentiable: true;
  /** The forward application, changed so that it also returns what the backward pass needs; most rules need nothing. */
  readonly prepare?: (
    equation: Equation,
    activeInputs: readonly boolean[],
    differentiator: Differentiator,
  ) => { equation: Equation; plan: unknown };
  /** Which results depend differentiably on the active inputs; by default all float results. */
  readonly activeOutputs?: (
    equation: Equation,
    activeInputs: readonly boolean[],
    differentiator: Differentiator,
  ) => readonly boolean[];
  readonly pullback: (call: PullbackCall<Params>) => Pullback;
}

/** No gradient flows through this primitive; the reason is printed where somebody asks why. */
export interface NotDifferentiable {
  readonly differentiable: false;
  readonly reason: string;
}

export type Rule<Params = never> = VjpRule<Params> | NotDifferentiable;

/** A rule for one primitive whose results' cotangents are all defined when it runs (one result). */
export function rule<Name extends PrimitiveName>(
  _name: Name,
  pullback: (
    cotangent: Tensor,
    call: { inputs: readonly Operand[]; output: Tensor; params: PrimitiveParams<Name> },
  ) => Pullback,
): VjpRule<PrimitiveParams<Name>> {
  return {
    differentiable: true,
    pullback: ({ inputs, outputs, params, cotangents }) =>
      pullback(cotangents[0] as Tensor, { inputs, output: outputs[0], params }),
  };
}

export function notDifferentiable(reason: string): NotDifferentiable {
  return { differentiable: false, reason };
}
