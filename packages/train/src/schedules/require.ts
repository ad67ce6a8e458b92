import { requireOptions, requirePositive } from '../require.js';

/** @throws ValueError unless the rate is 0 or more. */
export function requireRate(operation: string, options: Readonly<Record<string, number>>): void {
  requireOptions(operation, options, (value) => value >= 0 && value < Infinity, 'a finite number, 0 or more, is expected');
}

/** @throws ValueError unless it counts steps. */
export function requireSteps(operation: string, options: Readonly<Record<string, number>>): void {
  requireOptions(operation, options, (value) => Number.isInteger(value) && value > 0, 'a whole number above 0 is expected');
}

/** @throws ValueError unless it is a factor that a rate may be multiplied by. */
export function requireFactor(operation: string, options: Readonly<Record<string, number>>): void {
  requirePositive(operation, options);
}
