import { measureTextWidth } from '../render/textWidth.js';

/** A text that is no wider than so many pixels: what is too much gives way to `…`. */
export function shortened(text: string, width: number, fontSize = 11): string {
  if (measureTextWidth(text, fontSize) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && measureTextWidth(`${characters.join('')}…`, fontSize) > width) characters.pop();
  return `${characters.join('')}…`;
}
