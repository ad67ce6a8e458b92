import type { Words } from '../language.js';

/** A number for people, with three digits that count: `0.123`, `12,300`, `1.2e-30`. */
export function readable(value: number): string {
  if (value === 0) return '0';
  // A minus sign, as axes have it.
  if (value < 0) return `−${readable(-value)}`;
  if (value < 1e-3 || value >= 1e7) return value.toExponential(1).replace('e+', 'e').replace('.0e', 'e');
  return Number(value.toPrecision(Math.max(3, Math.ceil(Math.log10(value))))).toLocaleString('en-US', { maximumFractionDigits: 6 });
}

/** A large count for people: `657,875`, `104 million`, `1.2 billion`. */
export function countInWords(count: number): Words {
  const rounded = Number(count.toPrecision(3));
  if (rounded < 1e6) return { en: readable(count), ko: readable(count) };
  return {
    en: rounded >= 1e9 ? `${readable(rounded / 1e9)} billion` : `${readable(rounded / 1e6)} million`,
    ko: rounded >= 1e8 ? `${readable(rounded / 1e8)}억` : `${readable(rounded / 1e4)}만`,
  };
}

/** A share as per cent: `98.2%`, `100%`. */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))}%`;
}
