import { expect, test } from 'vitest';
import { picturesOfModes } from './included.js';

test('a picture of two modes becomes two images of which the style sheet shows one', () => {
  const picture = '<picture><source media="(prefers-color-scheme: dark)" srcset="gallery/a.dark.svg"><img src="gallery/a.svg" alt="A curve"></picture>';
  expect(picturesOfModes(picture)).toBe(
    '<div class="figure-of-modes" tabindex="0" role="group" aria-label="A curve"><img class="only-light" src="/gallery/a.svg" alt="A curve" loading="lazy">' +
      '<img class="only-dark" src="/gallery/a.dark.svg" alt="A curve" loading="lazy"></div>',
  );
});

test('plain images are taken from the same folder', () => {
  expect(picturesOfModes('![A curve](gallery/a.svg)')).toBe('![A curve](/gallery/a.svg)');
});
