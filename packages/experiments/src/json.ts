import { describe, ValueError } from '@rekur/tensor';
import type { Json } from './experiment.js';

/**
 * A value as JSON gives it back: fields that are undefined are gone. A result is the same whether it was stored meanwhile or not.
 * @throws ValueError for a number that is not finite and for what JSON does not know, with its place
 */
export function plainJson(where: string, value: unknown): Json {
  requirePlain(where, value, 'result');
  return JSON.parse(JSON.stringify(value)) as Json;
}

function requirePlain(where: string, value: unknown, path: string): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return;
    throw refusal(where, `${path} is ${value}`, 'finite numbers are expected', 'leave it out, or write null');
  }
  if (Array.isArray(value)) return value.forEach((item, index) => requirePlain(where, item, `${path}[${index}]`));
  const isRecord = typeof value === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
  if (!isRecord) throw refusal(where, `${path} is of type ${nameOfType(value)}`, 'plain objects, arrays, numbers, texts and booleans are expected');
  for (const [name, item] of Object.entries(value)) if (item !== undefined) requirePlain(where, item, `${path}.${name}`);
}

function nameOfType(value: unknown): string {
  return typeof value === 'object' ? (value as object).constructor.name : typeof value;
}

function refusal(where: string, given: string, expected: string, mend?: string): ValueError {
  return new ValueError(describe(where, 'result is not plain data', given, expected, mend));
}
