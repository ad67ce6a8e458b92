import { describe, expect, test } from 'vitest';
import { byId, expectSoundDrawing, withClasses, words } from '../testing/drawings.js';
import { elmanNetwork } from './elmanNetwork.js';
import { feedForward } from './feedForward.js';

describe('feedForward', () => {
  test('is sound from two layers to six', () => {
    for (const sizes of [[1, 1], [2, 3, 1], [6, 6, 6], [3, 6, 4, 2], [1, 2, 3, 4, 5, 6], [6, 1, 6, 1, 6, 1]]) {
      for (const slanted of sizes.length === 3 ? [false, true] : [false]) expectSoundDrawing((options) => feedForward({ sizes }, { ...options, slanted }));
    }
  });

  test('connects every unit of a layer to every unit of the next', () => {
    expect(withClasses(feedForward({ sizes: [2, 3, 4] }), 'viz-connection')).toHaveLength(2 * 3 + 3 * 4);
  });

  test('prints and tells its values', () => {
    const figure = feedForward({ sizes: [2, 1], values: [[0.5, -1], [2]] });
    expect(words(figure, 'feed-forward-layer-1-2-value')).toBe('−1.00');
    expect(figure.description).toContain('input layer: 0.50, −1.00. output layer: 2.00.');
  });

  test('slanted, it is the Elman network without the bump below', () => {
    const plain = feedForward({ sizes: [2, 3, 1] }, { slanted: true });
    const elman = elmanNetwork({ sizes: { input: 2, hidden: 3, output: 1 } });
    const circle = (figure: typeof plain, id: string) => byId(figure, id)?.children[0];
    for (const [layer, name, count] of [[1, 'input', 2], [2, 'hidden', 3], [3, 'output', 1]] as const) {
      for (let unit = 1; unit <= count; unit++) expect(circle(plain, `feed-forward-layer-${layer}-${unit}`)).toEqual(circle(elman, `elman-${name}-${unit}`));
    }
    expect(elman.height).toBeGreaterThan(plain.height + 100);
  });

  test('refuses what it cannot draw', () => {
    expect(() => feedForward({ sizes: [3] })).toThrow('feedForward: wrong number of layers: sizes has 1; 2 to 6 are expected');
    expect(() => feedForward({ sizes: [3, 2], weights: [[[1, 2, 3]]] })).toThrow('feedForward: wrong shape: weights[0] has 1 rows; [2, 3] is expected');
    expect(() => feedForward({ sizes: [3, 2], weights: [] })).toThrow('feedForward: wrong number of weights: 0 given; 1 expected, one matrix between two layers');
    expect(() => feedForward({ sizes: [1, 1], values: [[1]] })).toThrow('feedForward: wrong number of layers: values has 1; 2 expected');
  });
});
