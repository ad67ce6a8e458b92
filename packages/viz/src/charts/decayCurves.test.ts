import { expect, test } from 'vitest';
import { expectEveryLook } from '../testing/everyLook.js';
import { decayCurves } from './decayCurves.js';

const radii = [0.5, 0.9, 0.99, 1, 1.01, 1.1, 1.5];
const curves = radii.map((spectralRadius) => ({ spectralRadius, measured: Array.from({ length: 200 }, (_, n) => 0.7 * spectralRadius ** n) }));

test('decays over a hundred decades are drawn in every look, each labelled at its end', async () => {
  const [english] = await expectEveryLook((options) => decayCurves({ curves }, options));
  for (const radius of radii) expect(english).toContain(`>ρ = ${radius}<`);
  expect(english).toContain('ρ^(n−1)');
});

test('the description gives what is left at the end', () => {
  expect(decayCurves({ curves: [{ spectralRadius: 0.5, measured: [1, 0.5, 0.25] }] }).description).toBe(
    'Measured size of the output n steps after an impulse, beside ρ^(n−1), for 1 spectral radii, logarithmic. After 3 steps: ρ = 0.5: 0.25.',
  );
});

test('values that became zero leave a gap', async () => {
  await expectEveryLook((options) => decayCurves({ curves: [{ spectralRadius: 0, measured: [1, 0, 0, 0] }] }, options));
});

test('nothing, or a value that is not finite, is refused', () => {
  expect(() => decayCurves({ curves: [] })).toThrow('decayCurves: nothing to draw: curves is empty');
  expect(() => decayCurves({ curves: [{ spectralRadius: 2, measured: [1, Infinity] }] })).toThrow('measured for ρ = 2[1] is Infinity');
});
