import { describe, expect, test } from 'vitest';
import { byId, expectSoundDrawing, withClasses, words } from '../testing/drawings.js';
import { elmanFrames } from './elmanFrames.js';
import { elmanNetwork } from './elmanNetwork.js';

const sizes = { input: 2, hidden: 3, output: 1 };
const frames = elmanFrames([
  { input: [1, -0.5], copy: [0, 0, 0], hidden: [0.53, -0.21, 0.88], output: [0.4] },
  { input: [0.25, 0.7], copy: [0.53, -0.21, 0.88], hidden: [-0.93, 0.11, 0.07], output: [-0.62] },
]);

describe('elmanNetwork', () => {
  test('is sound at every moment', () => {
    for (const frame of frames) expectSoundDrawing((options) => elmanNetwork({ sizes, frame }, options));
  });

  test('is sound from 1-1-1 to 6-6-6', () => {
    for (const [input, hidden, output] of [[1, 1, 1], [6, 1, 6], [1, 6, 1], [6, 6, 6], [2, 5, 3]]) {
      expectSoundDrawing((options) => elmanNetwork({ sizes: { input, hidden, output } }, options));
    }
  });

  test('copies one to one and leads back from every copy to every hidden unit', () => {
    for (let hidden = 1; hidden <= 6; hidden++) {
      const figure = elmanNetwork({ sizes: { ...sizes, hidden } });
      expect(withClasses(figure, 'viz-copying')).toEqual(Array.from({ length: hidden }, (_, unit) => `elman-arrow-hidden-${unit + 1}-copy-${unit + 1}`));
      expect(withClasses(figure, 'viz-copy-hidden')).toHaveLength(hidden ** 2);
      expect(withClasses(figure, 'viz-input-hidden')).toHaveLength(2 * hidden);
      expect(withClasses(figure, 'viz-node', 'viz-copy')).toHaveLength(hidden);
    }
  });

  test('copy nodes stand straight below their hidden units', () => {
    const figure = elmanNetwork({ sizes });
    const centre = (id: string): number[] => {
      const circle = byId(figure, id)?.children.find((child) => typeof child !== 'string' && child.name === 'circle');
      return typeof circle === 'object' ? [Number(circle.attributes.cx), Number(circle.attributes.cy)] : [];
    };
    for (const unit of [1, 2, 3]) {
      const [hidden, copy] = [centre(`elman-hidden-${unit}`), centre(`elman-copy-${unit}`)];
      expect(copy[0]).toBe(hidden[0]);
      expect(copy[1]).toBeGreaterThan(hidden[1] + 80);
    }
  });

  test('lights what each phase does, and nothing else', () => {
    const units = (layer: string, count: number): string[] => Array.from({ length: count }, (_, unit) => `elman-${layer}-${unit + 1}`);
    const lit = frames.slice(0, 5).map((frame) => withClasses(elmanNetwork({ sizes, frame }), 'viz-active'));
    const arrows = (index: number): (string | undefined)[] => lit[index].filter((id) => id?.startsWith('elman-arrow-'));
    const nodes = (index: number): (string | undefined)[] => lit[index].filter((id) => !id?.startsWith('elman-arrow-'));
    expect(nodes(0)).toEqual(units('input', 2));
    expect(arrows(0)).toEqual(['elman-arrow-in-1', 'elman-arrow-in-2']);
    expect(nodes(1)).toEqual(units('hidden', 3));
    expect(arrows(1)).toHaveLength(6 + 9);
    expect(nodes(2)).toEqual(units('output', 1));
    expect(arrows(2)).toHaveLength(3 + 1);
    expect(nodes(3)).toEqual(units('copy', 3));
    expect(arrows(3)).toEqual([1, 2, 3].map((unit) => `elman-arrow-hidden-${unit}-copy-${unit}`));
    expect(nodes(4)).toEqual(units('copy', 3));
    expect(arrows(4)).toEqual([]);
    expect(withClasses(elmanNetwork({ sizes }), 'viz-active')).toEqual([]);
  });

  test('prints the values in the nodes, and none where there is nothing', () => {
    const figure = elmanNetwork({ sizes, frame: frames[6] });
    expect(['input-1', 'copy-1', 'copy-2', 'hidden-1', 'output-1'].map((id) => words(figure, `elman-${id}-value`))).toEqual(['0.25', '0.53', '−0.21', '−0.93', undefined]);
  });

  test('tells the phase and the numbers to those who do not see it', () => {
    const figure = elmanNetwork({ sizes, frame: frames[5] });
    expect(figure.id).toBe('elman-network-2-input');
    expect(figure.description).toContain('Step 2: the input arrives and meets the stored values. input layer: 0.25, 0.70; hidden layer: empty; output layer: empty; copy nodes: 0.53, −0.21, 0.88.');
    expect(elmanNetwork({ sizes, frame: frames[5] }, { language: 'ko' }).description).toContain('시점 2: 입력이 들어와 저장된 값과 만난다.');
  });

  test('draws weights wider the larger and dashed where negative; copying has the weight 1', () => {
    const figure = elmanNetwork({ sizes: { input: 1, hidden: 1, output: 1 }, weights: { inputHidden: [[-2]], copyHidden: [[0.5]], hiddenOutput: [[1]] } });
    const line = (id: string) => {
      const path = byId(figure, id)?.children[0];
      return typeof path === 'object' ? path.attributes : {};
    };
    expect(line('elman-arrow-input-1-hidden-1')['stroke-dasharray']).toBe('5 4');
    expect(line('elman-arrow-copy-1-hidden-1')['stroke-dasharray']).toBeUndefined();
    expect(byId(figure, 'elman-arrow-copy-1-hidden-1')?.attributes['data-weight']).toBe('0.5');
    expect(byId(figure, 'elman-arrow-hidden-1-copy-1')?.attributes['data-weight']).toBe('1');
  });

  test('is scaled to the width asked for', () => {
    const [whole, half] = [elmanNetwork({ sizes }), elmanNetwork({ sizes }, { width: 320 })];
    expect([half.width, half.height]).toEqual([320, whole.height / 2]);
  });

  test('refuses sizes out of range, weights and values that do not fit, and ids that are none', () => {
    expect(() => elmanNetwork({ sizes: { ...sizes, hidden: 7 } })).toThrow(
      'elmanNetwork: out of range: sizes.hidden is 7; a whole number from 1 to 6 is expected; draw a smaller network of the same kind',
    );
    expect(() => elmanNetwork({ sizes, weights: { copyHidden: [[1, 2, 3]] } })).toThrow(
      'elmanNetwork: wrong shape: weights.copyHidden has 1 rows; [3, 3] is expected: a row for every unit that receives',
    );
    expect(() => elmanNetwork({ sizes, frame: { ...frames[0], copy: [0] } })).toThrow('elmanNetwork: wrong number of values: frame.copy has 1; 3 expected');
    expect(() => elmanNetwork({ sizes }, { idPrefix: '1 ' })).toThrow(
      "elmanNetwork: not the beginning of an id: idPrefix is '1 '; letters, digits, - and _, a letter first, are expected",
    );
    expect(() => elmanNetwork({ sizes }, { width: 0 })).toThrow('elman-network: not a width: width is 0; a number of pixels above 0 is expected');
  });
});
