import { dataError, quote } from '../error.js';
import { logScaler } from './logScaler.js';
import { minMaxScalerOf } from './minMaxScaler.js';
import type { Scaler } from './scaler.js';
import { standardScalerOf } from './standardScaler.js';

/**
 * The scaler that `toJSON` described. Nothing in `json` is evaluated; everything is checked.
 * @throws DataError for an unknown kind, or numbers that no scaler has.
 */
export function scalerFromJSON(json: unknown): Scaler {
  const { kind, mean, deviation, min, max } = Object(json) as Record<string, unknown>;
  if (kind === 'log') return logScaler();
  if (kind === 'standard' && isNumber(mean) && isNumber(deviation) && deviation > 0) return standardScalerOf(mean, deviation);
  if (kind === 'min-max' && isNumber(min) && isNumber(max) && min <= max && isNumber(max - min)) return minMaxScalerOf(min, max);
  const given = kind === 'standard' ? { kind, mean, deviation } : kind === 'min-max' ? { kind, min, max } : { kind };
  throw dataError(
    'scalerFromJSON',
    'not a scaler',
    formatFields(given),
    'kind "standard" with a finite mean and a deviation above 0, kind "min-max" with min ≤ max and a finite span, or kind "log" is expected',
  );
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function formatFields(fields: Record<string, unknown>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name} ${formatField(value)}`)
    .join(', ');
}

function formatField(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  return typeof value === 'number' ? String(value) : typeof value;
}
