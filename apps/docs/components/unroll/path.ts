import { unitName } from '../elman/numbers.ts';

/** Lengths of the sequence to choose from; the drawing holds 12 steps at most. */
export const lengths = [4, 6, 12] as const;

/** The units on the way from the first input to output n, and what is multiplied between them: `['x₁', 'h₁', 'h₂', 'o₂']`, `['U', 'W', 'V']`. */
export function pathTo(n: number): { readonly units: readonly string[]; readonly factors: readonly string[] } {
  if (n === 0) return { units: [], factors: [] };
  const hidden = Array.from({ length: n }, (_, index) => unitName('h', index + 1));
  return { units: [unitName('x', 1), ...hidden, unitName('o', n)], factors: ['U', ...hidden.slice(1).map(() => 'W'), 'V'] };
}

/** `x₁ —U→ h₁ —W→ h₂ —V→ o₂` */
export function pathText(n: number): string {
  const { units, factors } = pathTo(n);
  return units.map((unit, index) => (index === 0 ? unit : `—${factors[index - 1]}→ ${unit}`)).join(' ');
}
