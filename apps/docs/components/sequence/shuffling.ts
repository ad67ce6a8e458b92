import { foldIn, permutation, randomKey } from '@rekur/tensor';

/** Shuffle 0 is no shuffle: everything where it was. */
export type Shuffle = number;

/** Place t of what is shown holds piece `order[t]`. The same shuffle is the same order every time; any but 0 moves something if there are two pieces. */
export function orderOf(pieces: number, shuffle: Shuffle): readonly number[] {
  const inOrder = Array.from({ length: pieces }, (_, piece) => piece);
  if (shuffle === 0 || pieces < 2) return inOrder;
  const order = Array.from(permutation(foldIn(randomKey(1), shuffle), pieces));
  return order.every((piece, place) => piece === place) ? [...inOrder.slice(1), 0] : order;
}

export type TextUnit = 'words' | 'letters';

/** Letters as a reader sees them: a Hangul syllable or an emoji is one. */
export function unitsOf(text: string, unit: TextUnit): readonly string[] {
  const trimmed = text.trim();
  if (unit === 'words') return trimmed === '' ? [] : trimmed.split(/\s+/u);
  return [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(trimmed)].map(({ segment }) => segment);
}

export function shuffleText(text: string, unit: TextUnit, shuffle: Shuffle): string {
  const units = unitsOf(text, unit);
  return orderOf(units.length, shuffle).map((piece) => units[piece]).join(unit === 'words' ? ' ' : '');
}

/** How often each unit occurs, the most frequent first: all that a model without order knows. */
export function countsOf(text: string, unit: TextUnit): readonly (readonly [unit: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const each of unitsOf(text, unit)) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].sort(([a, aCount], [b, bCount]) => bCount - aCount || (a < b ? -1 : 1));
}

/** A square picture of `size` × `size` pixels, row by row, whose blocks of `block` × `block` change places. */
export function shufflePicture(pixels: readonly number[], size: number, block: number, shuffle: Shuffle): number[] {
  const perRow = size / block;
  const order = orderOf(perRow ** 2, shuffle);
  return Array.from({ length: size ** 2 }, (_, pixel) => {
    const [row, column] = [Math.floor(pixel / size), pixel % size];
    const from = order[Math.floor(row / block) * perRow + Math.floor(column / block)];
    return pixels[(Math.floor(from / perRow) * block + (row % block)) * size + (from % perRow) * block + (column % block)];
  });
}

/** A stretch of samples, the end not included. */
export interface Piece {
  readonly start: number;
  readonly end: number;
}

/** The pieces of a recording in the order in which they are heard; the last piece may be shorter. */
export function piecesOf(samples: number, pieceSamples: number, shuffle: Shuffle): readonly Piece[] {
  return orderOf(Math.ceil(samples / pieceSamples), shuffle).map((piece) => ({ start: piece * pieceSamples, end: Math.min((piece + 1) * pieceSamples, samples) }));
}

/** Joins the pieces. Each fades in and out, so that no joint clicks, but not where it meets what it met before. */
export function joined(samples: Float32Array, pieces: readonly Piece[], fadeSamples: number): Float32Array {
  const whole = new Float32Array(samples.length);
  let place = 0;
  pieces.forEach(({ start, end }, index) => {
    const part = samples.slice(start, end);
    const fade = Math.min(fadeSamples, Math.floor(part.length / 2));
    const follows = (earlier: Piece | undefined, later: Piece | undefined): boolean => (earlier?.end ?? 0) === (later?.start ?? samples.length);
    for (let at = 0; at < fade; at++) {
      if (!follows(pieces[index - 1], pieces[index])) part[at] *= (at + 1) / (fade + 1);
      if (!follows(pieces[index], pieces[index + 1])) part[part.length - 1 - at] *= (at + 1) / (fade + 1);
    }
    whole.set(part, place);
    place += part.length;
  });
  return whole;
}
