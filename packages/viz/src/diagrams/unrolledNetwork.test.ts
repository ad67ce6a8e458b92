import { describe, expect, test } from 'vitest';
import { expectSoundDrawing, withClasses, words } from '../testing/drawings.js';
import { unrolledNetwork } from './unrolledNetwork.js';

describe('unrolledNetwork', () => {
  test('is sound for few steps and many, wherever the slider stands', () => {
    for (const steps of [1, 2, 3, 5, 8, 9, 12]) {
      for (const unrolled of new Set([0, 1, Math.floor(steps / 2), steps])) expectSoundDrawing((options) => unrolledNetwork({ steps, unrolled }, options));
    }
  });

  test('lights the path from the first input to the last output: U once, W n − 1 times, V once', () => {
    for (let steps = 1; steps <= 12; steps++) {
      const figure = unrolledNetwork({ steps });
      expect(withClasses(figure, 'viz-arrow', 'viz-active', 'viz-u')).toEqual(['unrolled-u-1']);
      expect(withClasses(figure, 'viz-arrow', 'viz-active', 'viz-w')).toEqual(Array.from({ length: steps - 1 }, (_, index) => `unrolled-w-${index + 1}`));
      expect(withClasses(figure, 'viz-arrow', 'viz-active', 'viz-v')).toEqual([`unrolled-v-${steps}`]);
      expect(withClasses(figure, 'viz-ghost')).toEqual([]);
    }
  });

  test('has the same elements wherever the slider stands; what is not unfolded is an outline', () => {
    const ids = (unrolled: number) => withClasses(unrolledNetwork({ steps: 5, unrolled }), 'viz-node').sort();
    for (const unrolled of [1, 3, 5]) expect(ids(unrolled)).toEqual(ids(0));
    expect(withClasses(unrolledNetwork({ steps: 5, unrolled: 3 }), 'viz-node', 'viz-ghost')).toHaveLength(6);
    expect(withClasses(unrolledNetwork({ steps: 5, unrolled: 0 }), 'viz-active')).toEqual([]);
  });

  test('writes the product along the path', () => {
    const formulaAt = (unrolled: number) => words(unrolledNetwork({ steps: 12, unrolled }), 'unrolled-formula');
    expect([0, 1, 2, 3, 12].map(formulaAt)).toEqual(['ht = xt·U + ht−1·W', 'o1 = x1·U·V', 'o2 = x1·U·W·V', 'o3 = x1·U·W2·V', 'o12 = x1·U·W11·V']);
  });

  test('tells what is lit', () => {
    expect(unrolledNetwork({ steps: 4 }).description).toContain('Unrolled over 4 of 4 steps. The path from x 1 to o 4 is lit: it goes through U once, through W 3 times and through V once.');
    expect(unrolledNetwork({ steps: 4, unrolled: 0 }, { language: 'ko' }).description).toContain('4개 시점 가운데 아직 펼친 것이 없다.');
  });

  test('refuses steps out of range', () => {
    expect(() => unrolledNetwork({ steps: 13 })).toThrow(
      'unrolledNetwork: out of range: steps is 13; a whole number from 1 to 12 is expected; show the first and last steps of a longer one in two drawings',
    );
    expect(() => unrolledNetwork({ steps: 3, unrolled: 4 })).toThrow('unrolledNetwork: out of range: unrolled is 4; a whole number from 0 to 3 is expected');
  });
});
