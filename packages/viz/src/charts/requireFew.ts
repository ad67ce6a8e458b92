import { refusal } from '../refusal.js';

/** Colours, dashes and shapes of a theme: more would be met twice. */
const MOST = 8;

/** @throws FigureError for more series than can be told apart, or two of one name */
export function requireFew(where: string, what: string, names: readonly string[]): void {
  if (names.length > MOST) throw refusal(where, `too many ${what}`, `${names.length}`, `${MOST} at the most can be told apart`, 'draw several figures');
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw refusal(where, `two ${what} of one name`, `'${twice}'`, 'different names are expected');
}
