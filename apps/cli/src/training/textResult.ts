import type { TextCard } from '@rekur/tasks';
import type { Colors } from '../io.js';
import { count } from '../terminal/format.js';

/** The result of a training on a text, as lines. */
export function textResult({ source, heldOut }: TextCard, sample: string, colors: Colors): string[] {
  const figure = heldOut
    ? [
        `${colors.bold(`${heldOut.bitsPerCharacter.toFixed(3)} bits per character`)} on the last ${count(heldOut.characters)} characters of ${source}, which training never saw`,
      ]
    : [];
  return [...figure, '', ...sample.split('\n').map((line) => `  ${line}`)];
}
