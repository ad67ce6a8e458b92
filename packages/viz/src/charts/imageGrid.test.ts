import { expect, test } from 'vitest';
import { expectEveryLook } from '../testing/everyLook.js';
import { greyPngUrl } from './greyPng.js';
import { imageGrid } from './imageGrid.js';

const digit = Array.from({ length: 8 }, (_, row) => Array.from({ length: 8 }, (_, column) => (row * column) % 17));
const large = Array.from({ length: 64 }, (_, row) => Array.from({ length: 64 }, (_, column) => (row + column) / 126));

test('pictures of several sizes are drawn in every look, with captions', async () => {
  const images = [{ caption: 'the picture', pixels: large }, { caption: 'its columns shuffled, the same way for every picture', pixels: large }, { caption: 'small', pixels: large.slice(0, 8) }];
  const [english, korean] = await expectEveryLook((options) => imageGrid({ images }, options));
  expect(english).toContain('>the picture<');
  expect(korean).toContain('네트워크가 보는 그림');
});

test('a range turned round draws the ink of digits black', async () => {
  const figure = (range: readonly [number, number]): string => JSON.stringify(imageGrid({ images: [{ caption: '3', pixels: [[16, 0, 4]] }], range }));
  expect(figure([16, 0])).toContain(greyPngUrl([[0, 255, 191]]));
  expect(figure([0, 16])).toContain(greyPngUrl([[255, 0, 64]]));
});

test('a picture is one image with sharp squares', async () => {
  const [english] = await expectEveryLook((options) => imageGrid({ images: [{ caption: 'the picture', pixels: large }] }, options));
  expect(english.match(/<image /g)).toHaveLength(1);
  expect(english).toMatch(/image-rendering: pixelated/);
});

test('the description lists the pictures and their sizes', () => {
  expect(imageGrid({ images: [{ caption: 'a digit', pixels: digit }, { caption: 'a cat', pixels: large }] }).description).toBe('2 grey pictures: a digit (8×8); a cat (64×64).');
});

test('nothing, a ragged picture and a pixel that is not finite are refused', () => {
  expect(() => imageGrid({ images: [] })).toThrow('imageGrid: nothing to draw: images is empty');
  expect(() => imageGrid({ images: [{ caption: 'x', pixels: [] }] })).toThrow('pixels of x is empty');
  expect(() => imageGrid({ images: [{ caption: 'x', pixels: [[1, 2], [3]] }] })).toThrow('pixels[1] of x has 1 items; expected 2, one for each of the columns of its first row');
  expect(() => imageGrid({ images: [{ caption: 'x', pixels: [[Number.NaN]] }] })).toThrow('pixels[0] of x[0] is NaN');
});
