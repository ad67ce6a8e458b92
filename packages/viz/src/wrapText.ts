import { measureTextWidth } from './render/textWidth.js';

/** Lines of a text that are no wider than `width` pixels, broken at spaces; a longer word stays whole. */
export function wrapText(text: string, fontSize: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length > 0 ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length > 0 && measureTextWidth(longer, fontSize) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The text, or as much of its beginning as fits into `width` pixels together with `…`. */
export function shortenText(text: string, fontSize: number, width: number): string {
  if (measureTextWidth(text, fontSize) <= width) return text;
  const characters = [...text];
  while (characters.length > 0 && measureTextWidth(`${characters.join('')}…`, fontSize) > width) characters.pop();
  return `${characters.join('')}…`;
}
