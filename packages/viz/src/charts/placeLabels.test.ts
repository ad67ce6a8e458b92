import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measureTextWidth } from '../render/textWidth.js';
import { placeLabels } from './placeLabels.js';

const room = { width: 300, height: 200 };

test('a label stands above its point, and below a path that comes from above', () => {
  const at = { x: 100, y: 100 };
  expect(placeLabels([{ text: 'cat', at }], [[at]], room)[0].at).toEqual({ x: 100, y: 87.5 });
  expect(placeLabels([{ text: 'cat', at }], [[{ x: 100, y: 0 }, at]], room)[0].at).toEqual({ x: 100, y: 112.5 });
});

test('labels never overlap each other, a point, or the edge', () => {
  const point = fc.record({ x: fc.integer({ min: 0, max: 300 }), y: fc.integer({ min: 0, max: 200 }) });
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 25 }), (points) => {
      const placed = placeLabels(points.map((at, index) => ({ text: `word ${index}`, at })), [points], room);
      const boxes = placed.map(({ text, at: { x, y } }) => ({ x, y, half: measureTextWidth(text, 11) / 2 }));
      boxes.forEach((one, index) => {
        expect(one.x - one.half).toBeGreaterThanOrEqual(0);
        expect(one.y + 6.5).toBeLessThanOrEqual(200);
        for (const { x, y } of points) expect(Math.abs(x - one.x) < one.half && Math.abs(y - one.y) < 6.5).toBe(false);
        for (const other of boxes.slice(index + 1)) expect(Math.abs(other.x - one.x) < one.half + other.half - 1e-9 && Math.abs(other.y - one.y) < 13 - 1e-9).toBe(false);
      });
    }),
  );
});

test('a label without room is left out', () => {
  expect(placeLabels([{ text: 'far too long for this', at: { x: 10, y: 10 } }], [], { width: 40, height: 40 })).toEqual([]);
});
