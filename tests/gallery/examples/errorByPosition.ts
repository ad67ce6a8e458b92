import { errorByPosition, type Figure, type FigureOptions, say } from '@rekur/viz';
import type { Results } from '../results.js';

export function errorByPositionExample({ text: { reading } }: Results, options: FigureOptions): Figure {
  // Without the first character, which nothing foretold.
  const tokens = reading.tokens.slice(1, 41);
  const errors = reading.bits.slice(1, 41).map((bits) => bits ?? 0);
  const first = tokens.flatMap((token, index) => (/\w/.test(token) && !/\w/.test(reading.tokens[index]) ? [index] : []));
  return errorByPosition(
    {
      tokens,
      errors,
      marked: { positions: first, meaning: say({ en: 'first letter of a word', ko: '단어의 첫 글자' }, options.language) },
      measure: say({ en: 'bits of surprise', ko: '놀라움(비트)' }, options.language),
    },
    options,
  );
}
