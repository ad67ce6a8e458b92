// Specifications as goldens: numbers rounded, so that a last bit that differs does not count.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** `UPDATE_GALLERY=1` rewrites goldens, pictures and the page. */
export const isUpdating = process.env['UPDATE_GALLERY'] === '1';

/** With four digits that count; arrays of numbers and short objects stand on one line. */
export function goldenText(value: unknown): string {
  const rounded = JSON.stringify(value, (_, each: unknown) => (typeof each === 'number' ? Number(each.toPrecision(4)) : each), 1);
  return `${rounded.replaceAll(/[[{][^[\]{}]*[\]}]/g, (short) => (short.length < 400 ? short.replaceAll(/\n\s*/g, ' ') : short))}\n`;
}

/** The golden, or what is new if goldens are rewritten. Where they differ, what is new stays beside it as `-changed`. */
export function golden(path: string, found: string): string {
  const changed = join(dirname(path), path.slice(dirname(path).length + 1).replace('.', '-changed.'));
  if (isUpdating) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, found);
  }
  const expected = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (expected === found) rmSync(changed, { force: true });
  else writeFileSync(changed, found);
  return expected;
}
