import { InvalidArgumentError } from 'commander';

/** A whole number, as an option's value. */
export function whole(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value)) throw new InvalidArgumentError('A whole number is expected.');
  return value;
}

/** A finite number, as an option's value. */
export function real(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('A number is expected.');
  return value;
}

/** Probabilities such as `0.8,0.95`, as an option's value; the option may also be given more than once. */
export function levels(text: string, before: readonly number[] | undefined): number[] {
  return [...(before ?? []), ...text.split(',').map(real)];
}

/** Options that every command has. */
export interface CommonOptions {
  readonly json?: boolean;
  /** False with --no-color. */
  readonly color: boolean;
  readonly debug?: boolean;
}
