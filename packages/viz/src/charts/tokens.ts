/** A token as it is shown: line breaks, tabs, and spaces at its ends become visible. */
export function visibleToken(token: string): string {
  const spaces = token.replaceAll(/^ +| +$/g, (ends) => '␣'.repeat(ends.length));
  return spaces.replaceAll('\n', LINE_BREAK).replaceAll('\t', '→') || EMPTY;
}

/** The return symbol, U+23CE: Noto Sans KR has it, but not the arrow of the return key, U+21B5. */
export const LINE_BREAK = '⏎';
const EMPTY = '·';

/** An expression of Vega for the labels of an axis whose values are 1, 2, … : the token at that place. Neighbours share `rows` rows. */
export function tokenLabels(tokens: readonly string[], rows = 1): string {
  const labels = tokens.map((token, index) => [...Array<string>(index % rows).fill(''), visibleToken(token)]);
  return `${JSON.stringify(labels)}[datum.value - 1]`;
}
