import { describe, ValueError } from '@rekur/tensor';

/** @throws ValueError unless every option is a finite number above 0. */
export function requirePositive(operation: string, options: Readonly<Record<string, number>>): void {
  requireOptions(operation, options, (value) => value > 0 && value < Infinity, 'a finite number above 0 is expected');
}

/**
 * Options under names that are not known would do nothing in silence, as `lr` for `learningRate`.
 * @param known every option of the type: leave one out and it does not build
 * @throws ValueError naming the unknown one
 */
export function requireKnown<Options extends object>(
  operation: string,
  options: Options,
  known: { readonly [Name in keyof Required<Options>]: true },
): void {
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(known, name));
  if (unknown === undefined) return;
  throw new ValueError(describe(operation, 'unknown option', `'${unknown}'`, `one of ${Object.keys(known).join(', ')} is expected`));
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
