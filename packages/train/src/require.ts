import { describe, ValueError } from '@rekur/tensor';

/** @throws ValueError unless every option is a finite number above 0. */
export function requirePositive(operation: string, options: Readonly<Record<string, number>>): void {
  requireOptions(operation, options, (value) => value > 0 && value < Infinity, 'a finite number above 0 is expected');
}

/** @throws ValueError unless every option passes. */
export function requireOptions(
  operation: string,
  options: Readonly<Record<string, number>>,
  passes: (value: number) => boolean,
  expected: string,
): void {
  for (const [name, value] of Object.entries(options)) {
    if (!passes(value)) throw new ValueError(describe(operation, `${name} out of range`, `${name} is ${value}`, expected));
  }
}

/** @throws ValueError unless every weight in the list, if there is one, is a finite number, 0 or more. */
export function requireShares(operation: string, name: string, weights: readonly number[] = []): void {
  const named = Object.fromEntries(weights.map((weight, index) => [`${name}[${index}]`, weight]));
  requireOptions(operation, named, (value) => value >= 0 && value < Infinity, 'a finite number, 0 or more, is expected');
}
