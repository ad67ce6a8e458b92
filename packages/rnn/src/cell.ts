import type { Shape, Tensor } from '@rekur/tensor';
import { add, describe, matmul, ValueError } from '@rekur/tensor';
import type { Initializer } from './initializers.js';

/** Tensors by name: a cell's parameters, its state parts, its gates. */
export type Named = Readonly<Record<string, Tensor>>;

export interface ParameterSpec {
  readonly shape: Shape;
  readonly initializer: Initializer;
}

/** The sizes that a cell's parameters depend on. */
export interface CellSizes {
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly bias: boolean;
  /** Width that the hidden state is projected to before it leaves the cell; only for cells that project. */
  readonly projectionSize?: number;
}

/** What a cell was made with beside its sizes: plain JSON. */
export type CellOptions = Readonly<Record<string, number | boolean | string>>;

export interface CellStep {
  /** Every state part after the step, [batch, its width] each. */
  readonly state: Named;
  /** Every gate's value, [batch, hidden] each; to look at, not to compute with. */
  readonly gates: Named;
}

/**
 * A recurrent cell, declared once: eager stepping, loops over time, gradients, weight mappings and figures all derive from it.
 */
export interface Cell {
  /** As it stands in model files. */
  readonly name: string;
  /** State parts in order; the first is the output. */
  readonly states: readonly string[];
  /** Gates in the order of their rows in the weights. */
  readonly gates: readonly string[];
  /** Width of each state part, where they are not all `hiddenSize`. */
  readonly stateSizes?: (sizes: CellSizes) => Readonly<Record<string, number>>;
  /**
   * What the cell was made with, where `name` alone does not say: plain JSON that goes into the model file, from which the
   * registry makes the same cell again.
   */
  readonly options?: CellOptions;
  /** Shapes and first values of the parameters, by their PyTorch names without the layer's suffix. */
  readonly parameters: (sizes: CellSizes) => Readonly<Record<string, ParameterSpec>>;
  /** One step: parameters, input [batch, input], state [batch, its width] each. */
  readonly step: (parameters: Named, input: Tensor, state: Named) => CellStep;
}

/**
 * Declares a cell.
 * @throws ValueError if it has no name or no state, or names one twice.
 */
export function defineCell(cell: Cell): Cell {
  const names = [...cell.states, ...cell.gates];
  if (!/^[a-z][A-Za-z0-9-]*$/.test(cell.name) || cell.states.length === 0 || new Set(names).size !== names.length) {
    throw new ValueError(
      describe(
        'defineCell',
        'not a cell',
        `name '${cell.name}', states [${cell.states.join(', ')}], gates [${cell.gates.join(', ')}]`,
        'a name in lower case, one state or more, and no name twice are expected',
      ),
    );
  }
  return cell;
}

/** The options that were given, as a cell keeps them; nothing if none were. */
export function givenOptions(options: object): { readonly options?: CellOptions } {
  const given = Object.entries(options).filter(([, value]) => value !== undefined) as [string, CellOptions[string]][];
  return given.length > 0 ? { options: Object.fromEntries(given) } : {};
}

/** Width of each state part; the first is the width of the output. */
export function stateSizesOf(cell: Cell, sizes: CellSizes): Readonly<Record<string, number>> {
  return cell.stateSizes?.(sizes) ?? Object.fromEntries(cell.states.map((name) => [name, sizes.hiddenSize]));
}

/** x·Wᵀ + b with W [out, in]; without b if the cell has no bias. */
export function affine(x: Tensor, weight: Tensor, bias?: Tensor): Tensor {
  const product = matmul(x, weight, { transposeB: true });
  return bias ? add(product, bias) : product;
}
