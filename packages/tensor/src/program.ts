import type { ValueType } from './shape.js';

/**
 * A Program is a flat list of primitive applications over static shapes. Every variable is bound once, before it is used.
 * Programs are immutable; a transformation makes a new one.
 */
export interface Program {
  readonly inputs: readonly Variable[];
  readonly equations: readonly Equation[];
  readonly outputs: readonly Atom[];
}

/** A value named by identity: two variables are the same only if they are the same object. */
export interface Variable {
  readonly kind: 'variable';
  readonly type: ValueType;
}

/** A scalar constant. Anything larger is an input, so that a Program's text stays a cache key. */
export interface Literal {
  readonly kind: 'literal';
  readonly type: ValueType;
  readonly value: number;
}

export type Atom = Variable | Literal;

/** Whether a parameter's value is a Program. */
export function isProgram(value: unknown): value is Program {
  return typeof value === 'object' && value !== null && 'inputs' in value && 'equations' in value && 'outputs' in value;
}

export interface Equation {
  readonly primitive: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly inputs: readonly Atom[];
  readonly outputs: readonly Variable[];
}
