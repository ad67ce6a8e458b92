import type { ElmanFrame } from '@rekur/viz';
import type { ElmanWeights } from './network.ts';

/** Two decimals, with a true minus sign: `−0.53`, as in the drawing. */
export function formatNumber(value: number): string {
  const text = value.toFixed(2);
  return text === '-0.00' ? '0.00' : text.replace('-', '−');
}

const subscripts = '₀₁₂₃₄₅₆₇₈₉';

/** `h₂` */
export const unitName = (letter: string, unit: number): string => letter + [...String(unit)].map((digit) => subscripts[Number(digit)]).join('');

/** `0.90·1.00 − 0.40·0.00` */
function sumOfProducts(terms: readonly (readonly [weight: number, value: number])[]): string {
  return terms
    .map(([weight, value], index) => {
      const sign = weight < 0 ? '−' : '+';
      const opening = index === 0 ? (weight < 0 ? '−' : '') : ` ${sign} `;
      // A negative value stands in brackets, since a sign is before it.
      const factor = value < 0 && formatNumber(value) !== '0.00' ? `(${formatNumber(value)})` : formatNumber(value);
      return `${opening}${formatNumber(Math.abs(weight))}·${factor}`;
    })
    .join('');
}

const paired = (weights: readonly number[], values: readonly number[]) => weights.map((weight, index) => [weight, values[index]] as const);

/** What is computed in a frame, a line for every unit: nothing while the input arrives and while the copies rest. */
export function equationsOf({ phase, input, copy, hidden, output }: ElmanFrame, before: readonly number[], { inputHidden, copyHidden, hiddenOutput }: ElmanWeights): string[] {
  if (phase === 'hidden' && input !== null && hidden !== null) {
    return hidden.map((value, unit) => {
      const products = sumOfProducts([...paired(inputHidden[unit], input), ...paired(copyHidden[unit], copy)]);
      return `${unitName('h', unit + 1)} = tanh(${products}) = ${formatNumber(value)}`;
    });
  }
  if (phase === 'output' && output !== null && hidden !== null) {
    return output.map((value, unit) => `${unitName('o', unit + 1)} = ${sumOfProducts(paired(hiddenOutput[unit], hidden))} = ${formatNumber(value)}`);
  }
  if (phase === 'copy') {
    return copy.map((value, unit) => `${unitName('c', unit + 1)}: ${formatNumber(before[unit])} → ${formatNumber(value)} = ${unitName('h', unit + 1)}`);
  }
  return [];
}
