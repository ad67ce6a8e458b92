/** What stands in a standalone module beside its code. Nothing here knows the compiler: it is all that a page downloads. */
export type PortType = 'float32' | 'int32' | 'uint32' | 'bool';

/** A value by name: what it is, and where in memory. */
export interface Port {
  readonly name: string;
  readonly dtype: PortType;
  readonly shape: readonly number[];
  /** Byte address; null for an input that nothing uses. */
  readonly address: number | null;
}

/** A value that stays from run to run: weights, states, what an optimiser keeps. */
export interface ResidentPort extends Port {
  readonly address: number;
  /** Where its first value begins in the section `rekur.values`, in 32-bit words; null for zeros. */
  readonly values: number | null;
  /** Whether a run replaces it. */
  readonly isReplaced: boolean;
  /** Whether code that runs once (packing weights) reads it. */
  readonly isPrepared: boolean;
}

export interface Manifest {
  readonly format: typeof FORMAT;
  /** Bytes of memory that a run needs. */
  readonly memoryBytes: number;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly residents: readonly ResidentPort[];
  /** Whatever was stored along with it. */
  readonly extra: unknown;
}

export const FORMAT = 1;

/** Names of the module's custom sections. */
export const MANIFEST_SECTION = 'rekur.manifest';
export const VALUES_SECTION = 'rekur.values';
