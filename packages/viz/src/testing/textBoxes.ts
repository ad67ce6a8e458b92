import { measureTextWidth } from '../render/textWidth.js';
import { elementsOf, textOf, type XmlElement } from './parseXml.js';

/** Where a text of a drawing stands. */
export interface TextBox {
  readonly element: XmlElement;
  readonly text: string;
  readonly fill: string;
  /** Smallest size of its parts. */
  readonly fontSize: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Height of capitals above the line and depth of letters below it, in parts of the font size. */
const ASCENT = 0.75;
const DESCENT = 0.2;

/** The boxes of all texts of an SVG without transforms, as Noto Sans KR sets them. */
export function textBoxes(svg: XmlElement): TextBox[] {
  return elementsOf(svg)
    .filter(({ name }) => name === 'text')
    .map((element) => {
      const { x, y, fill, 'text-anchor': anchor = 'start' } = element.attributes;
      const size = Number(element.attributes['font-size']);
      let shift = 0;
      const pieces = element.children.map((child) => {
        if (typeof child === 'string') return { text: child, size, shift };
        shift += Number(child.attributes.dy ?? 0);
        return { text: textOf(child), size: Number(child.attributes['font-size'] ?? size), shift };
      });
      const width = pieces.reduce((total, piece) => total + measureTextWidth(piece.text, piece.size), 0);
      const left = Number(x) - { start: 0, middle: width / 2, end: width }[anchor as 'start' | 'middle' | 'end'];
      return {
        element,
        text: textOf(element),
        fill,
        fontSize: Math.min(...pieces.map((piece) => piece.size)),
        left,
        right: left + width,
        top: Math.min(...pieces.map((piece) => Number(y) + piece.shift - ASCENT * piece.size)),
        bottom: Math.max(...pieces.map((piece) => Number(y) + piece.shift + DESCENT * piece.size)),
      };
    });
}

/** Whether two texts stand on each other. */
export function overlap(a: TextBox, b: TextBox): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** What lies under a text's middle: the fill of the last rectangle or circle before it that holds it. */
export function groundUnder(svg: XmlElement, box: TextBox): string | undefined {
  const x = (box.left + box.right) / 2;
  const y = (box.top + box.bottom) / 2;
  let ground: string | undefined;
  for (const element of elementsOf(svg)) {
    const { name, attributes } = element;
    if (element === box.element) break;
    const of = (key: string): number => Number(attributes[key] ?? 0);
    if (attributes.fill === 'none') continue;
    if (name === 'rect' && x >= of('x') && x <= of('x') + of('width') && y >= of('y') && y <= of('y') + of('height')) ground = attributes.fill;
    if (name === 'circle' && Math.hypot(x - of('cx'), y - of('cy')) <= of('r')) ground = attributes.fill;
  }
  return ground;
}
