import type { DType, TypedArray } from './dtype.js';
import type { ValueType } from './shape.js';
import type { Program } from './program.js';

/** One value at run time: its type and its elements, row-major. A kernel reads inputs and fills outputs in place. */
export interface Operand extends ValueType {
  data: TypedArray;
}

/** Runs a Program again and again over buffers that it owns; what `scan` needs of the interpreter. */
export interface Executor {
  /** Returns the outputs; they stay valid until the next run. */
  run(inputs: readonly Operand[]): readonly Operand[];
}

export interface KernelCall<Params> {
  readonly inputs: readonly Operand[];
  readonly outputs: readonly Operand[];
  readonly params: Params;
  /** The interpreter itself, handed in so that no primitive imports it. The same Program gives the same executor. */
  readonly prepare: (program: Program) => Executor;
}

/** How a parameter is printed, parsed and compared. */
export type ParamKind = 'number' | 'boolean' | 'numbers' | 'dtype' | 'program' | 'optionalProgram';

interface ParamValue {
  number: number;
  boolean: boolean;
  numbers: readonly number[];
  dtype: DType;
  program: Program;
  /** Printed as `none` where there is none. */
  optionalProgram: Program | undefined;
}

export type ParamSchema = Readonly<Record<string, ParamKind>>;

/** The parameter object that a schema describes. */
export type ParamsOf<Schema extends ParamSchema> = { readonly [Key in keyof Schema]: ParamValue[Schema[Key]] };

/** What passes and rules may ask of a primitive, instead of listing names. */
export interface Traits {
  /** elementwise: output element i depends on input elements i alone; movement: copies elements; contraction: matmul. */
  readonly family: 'elementwise' | 'movement' | 'reduction' | 'contraction' | 'indexed' | 'source' | 'control';
  /** Cheap enough to compute again in a backward pass rather than to store: a few instructions an element. */
  readonly cheap: boolean;
  readonly commutative: boolean;
}

/**
 * A primitive operation: what it takes, what it gives, how it computes to the bit. One file each in `primitives/`.
 */
export interface Primitive<Name extends string = string, Schema extends ParamSchema = ParamSchema> {
  readonly name: Name;
  /** Names of the operands, in order; a last one that starts with … stands for any number of them. */
  readonly operands: readonly string[];
  /** In printing order. */
  readonly params: Schema;
  readonly traits: Traits;
  /** The output types. @throws ShapeError or DTypeError where the inputs do not fit. */
  readonly types: (inputs: readonly ValueType[], params: ParamsOf<Schema>) => readonly ValueType[];
  readonly kernel: (call: KernelCall<ParamsOf<Schema>>) => void;
}

/** Keeps the literal name and schema in the type; does nothing else. */
export function definePrimitive<const Name extends string, const Schema extends ParamSchema>(
  primitive: Primitive<Name, Schema>,
): Primitive<Name, Schema> {
  return primitive;
}

/** An elementwise primitive's traits. */
export function elementwise(options: { cheap: boolean; commutative?: boolean }): Traits {
  return { family: 'elementwise', cheap: options.cheap, commutative: options.commutative ?? false };
}

export const movement: Traits = { family: 'movement', cheap: true, commutative: false };
