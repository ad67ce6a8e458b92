/** `1,190,317` */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Milliseconds as `8s`, `1m 05s` or `2h 03m`. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const padded = (value: number): string => String(value).padStart(2, '0');
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${padded(seconds % 60)}s`;
  return `${Math.floor(seconds / 3600)}h ${padded(Math.floor((seconds % 3600) / 60))}m`;
}

/** `412 kB` */
export function byteSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/**
 * How many decimals show the largest of `values` with about four significant digits: 1 for 448.2, 4 for 0.0023. Numbers of
 * one table share it, so that their points stand in one column.
 */
export function decimalsFor(values: Iterable<number>): number {
  let largest = 0;
  for (const value of values) if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  if (largest === 0 || largest >= 1000) return 0;
  return Math.min(12, 3 - Math.floor(Math.log10(largest)));
}

/** A number with so many decimals, never with an exponent below 1e21; `–` for what is no number. */
export function decimal(value: number, decimals = decimalsFor([value])): string {
  return Number.isFinite(value) ? value.toFixed(decimals) : '–';
}

/** A word as a shell takes it. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
