import { expect } from 'vitest';
import { contrastRatio, TEXT_CONTRAST } from '../contrast.js';
import type { DiagramOptions } from '../diagrams/drawing.js';
import type { DrawingFigure } from '../figure.js';
import { elementsOf, parseXml, textOf, type XmlElement } from './parseXml.js';
import { groundUnder, overlap, textBoxes } from './textBoxes.js';

export const looks = [
  { mode: 'light', language: 'en' },
  { mode: 'light', language: 'ko' },
  { mode: 'dark', language: 'en' },
  { mode: 'dark', language: 'ko' },
] as const satisfies readonly DiagramOptions[];

/** What holds of every drawing, in every mode and language. */
export function expectSoundDrawing(draw: (options: DiagramOptions) => DrawingFigure): void {
  for (const look of looks) {
    const figure = draw(look);
    const root = parseXml(figure.svg);
    expectAccessible(root, figure, look.language);
    expectReadable(root);
    const ids = idsOf(root);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect([...draw({ ...look, idPrefix: 'second-' }).svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)).toEqual(ids.map((id) => `second-${id}`));
    expect(draw(look).svg).toBe(figure.svg);
    expect(figure.svg).not.toMatch(/NaN|undefined|Infinity|transform=/);
  }
}

function expectAccessible(root: XmlElement, figure: DrawingFigure, language: string): void {
  const [title, description] = root.children.filter((child) => typeof child !== 'string');
  expect(root.attributes).toMatchObject({ role: 'img', lang: language, width: String(figure.width), height: String(Math.round(figure.height * 100) / 100) });
  expect(root.attributes['aria-labelledby']).toBe(`${title.attributes.id} ${description.attributes.id}`);
  expect([title.name, textOf(title)]).toEqual(['title', figure.title]);
  expect([description.name, textOf(description)]).toEqual(['desc', figure.description]);
  for (const words of [figure.title, figure.description]) expect(/[가-힣]/.test(words), words).toBe(language === 'ko');
}

function expectReadable(root: XmlElement): void {
  const boxes = textBoxes(root);
  const [, , width, height] = root.attributes.viewBox.split(' ').map(Number);
  const faults = boxes.flatMap((box, index) => {
    const place = `'${box.text}' at ${Math.round(box.left)} … ${Math.round(box.right)}, ${Math.round(box.top)} … ${Math.round(box.bottom)}`;
    const over = boxes.slice(index + 1).filter((other) => overlap(box, other));
    const ground = groundUnder(root, box);
    return [
      ...over.map((other) => `${place} overlaps '${other.text}'`),
      ...(box.left < 0 || box.top < 0 || box.right > width || box.bottom > height ? [`${place} leaves the frame`] : []),
      ...(box.fontSize < 11 ? [`${place} is small: ${box.fontSize}`] : []),
      ...(ground === undefined || contrastRatio(box.fill, ground) < TEXT_CONTRAST ? [`${place}: ${box.fill} on ${ground}`] : []),
    ];
  });
  expect(faults).toEqual([]);
}

export function idsOf(root: XmlElement): string[] {
  return elementsOf(root).flatMap(({ attributes }) => (attributes.id === undefined ? [] : [attributes.id]));
}

/** The element with an id. */
export function byId(figure: DrawingFigure, id: string): XmlElement | undefined {
  return elementsOf(parseXml(figure.svg)).find(({ attributes }) => attributes.id === id);
}

/** Ids of the elements that have all of some classes. */
export function withClasses(figure: DrawingFigure, ...classes: readonly string[]): (string | undefined)[] {
  return elementsOf(parseXml(figure.svg))
    .filter(({ attributes }) => classes.every((name) => attributes.class?.split(' ').includes(name)))
    .map(({ attributes }) => attributes.id);
}

/** The text of the element with an id. */
export function words(figure: DrawingFigure, id: string): string | undefined {
  const element = byId(figure, id);
  return element && textOf(element);
}
