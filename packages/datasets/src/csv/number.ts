/** Cells that stand for a missing value, in lower case. */
const missing = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '-', '.', '?']);

/** Whether a trimmed cell stands for a missing value. */
export function isMissing(cell: string): boolean {
  return missing.has(cell.toLowerCase());
}

/** The finite number that a trimmed cell spells with a decimal point, or undefined: no separators, no `Infinity`. */
export function parseNumber(cell: string): number | undefined {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell)) return undefined;
  const value = Number(cell);
  return Number.isFinite(value) ? value : undefined;
}
