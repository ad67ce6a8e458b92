// Part 4 of Learn: what W does to the first input and to the gradient.
import { grad } from '@rekur/autodiff';
import { fromData, type Tensor } from '@rekur/tensor';
import { clipByGlobalNorm } from '@rekur/train';
import { eigenvalues } from '@rekur/viz';
import { describe, expect, test } from 'vitest';
import { useBrowser } from '../site.js';
import { type Part, type Way, withPart } from './part.js';

useBrowser();

const scalar = (value: number): Tensor => fromData(Float64Array.of(value), []);
const power = (w: Tensor, exponent: number): Tensor => Array.from({ length: exponent - 1 }).reduce<Tensor>((product) => product.mul(w), w);
/** As exact as three digits are. */
const expectNear = (actual: number, expected: number) => expect(Math.abs(actual - expected)).toBeLessThanOrEqual(0.051 * Math.abs(expected) + 1e-12);

describe('one weight', () => {
  test.each<Way>(['desktop', 'phone'])('is moved by keys and by mouse, and the first input is what W to the n − 1 leaves of it: %s', async (way) => {
    await withPart(way, 'decay-scalar', async ({ get, number, press, text }) => {
      for (const keys of [['Home'], ['End'], ['Home', 'PageUp', 'PageUp', 'PageUp'], ['End', 'ArrowLeft', 'ArrowLeft']]) {
        await press('decay-weight', ...keys);
        expectNear(await number('decay-first'), power(scalar(await number('decay-weight-value')), 19).item());
      }
      const { width, height } = (await get('decay-weight').boundingBox())!;
      await get('decay-weight').click({ position: { x: width * 0.75, y: height / 2 } });
      const weight = await number('decay-weight-value');
      expect(weight).toBeGreaterThan(0.6);
      expect(weight).toBeLessThan(0.9);
      expectNear(await number('decay-first'), power(scalar(weight), 19).item());
      const forwards = await text('decay-fate');
      await press('decay-backwards', ' ');
      expect(await text('decay-fate')).not.toBe(forwards);
      // Backwards it is the gradient, which is the same number.
      const gradient = grad((h: Tensor) => Array.from({ length: 19 }).reduce<Tensor>((state) => state.mul(weight), h))(scalar(1)).item();
      expectNear(await number('decay-first'), gradient);
      await press('decay-steps', 'Home');
      expectNear(await number('decay-first'), weight);
    });
  });
});

describe('a matrix', () => {
  const entries = async ({ get }: Part) => {
    const [a, b, c, d] = await Promise.all(['11', '12', '21', '22'].map(async (place) => Number(await get(`decay-entry-${place}`).inputValue())));
    return [[a, b], [c, d]];
  };
  const expectItsEigenvalues = async (part: Part) => {
    const found = eigenvalues(await entries(part));
    const radius = Math.max(...found.map(({ re, im }) => Math.hypot(re, im)));
    expect(Math.abs((await part.number('decay-radius')) - radius)).toBeLessThan(0.015);
    return found;
  };

  test.each<Way>(['desktop', 'phone'])('has the eigenvalue that it is dragged to, by mouse and by keys: %s', async (way) => {
    await withPart(way, 'decay-matrix', async (part) => {
      const { page, get, press } = part;
      await get('decay-preset-turns').click();
      await expectItsEigenvalues(part);
      await get('decay-eigenvalue').scrollIntoViewIfNeeded();
      const plane = (await part.part.locator('svg').first().boundingBox())!;
      const handle = (await get('decay-eigenvalue').boundingBox())!;
      // From where it is to 0.5 + 0.5i; the plane is 300 wide, and 96 of it are 1.
      const at = (value: number) => (value * 96 * plane.width) / 300;
      await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
      await page.mouse.down();
      await page.mouse.move(plane.x + plane.width / 2 + at(0.5), plane.y + plane.height / 2 - at(0.5), { steps: 4 });
      await page.mouse.up();
      const [dragged] = await expectItsEigenvalues(part);
      expect(dragged.re).toBeCloseTo(0.5, 1);
      expect(Math.abs(dragged.im)).toBeCloseTo(0.5, 1);
      await press('decay-eigenvalue', 'ArrowRight', 'ArrowRight', 'ArrowUp');
      const [moved] = await expectItsEigenvalues(part);
      expect(moved.re - dragged.re).toBeCloseTo(0.04, 5);
      expect(moved.im - dragged.im).toBeCloseTo(0.02, 5);
    });
  });

  test('is what is typed into it', async () => {
    await withPart('desktop', 'decay-matrix', async (part) => {
      await part.get('decay-entry-11').fill('0.25');
      await part.page.keyboard.press('Tab');
      expect((await entries(part))[0][0]).toBe(0.25);
      await expectItsEigenvalues(part);
    });
  });
});

describe('the cliff', () => {
  const STEPS = 20;
  const gradientAt = (weight: number) => grad((w: Tensor) => power(w, STEPS - 1).sub(0.5).square().div(2))(scalar(weight)).item();

  test.each<Way>(['desktop', 'phone'])('is walked down with clipped gradients, which are those of the packages: %s', async (way) => {
    await withPart(way, 'gradient-cliff', async ({ get, number, press }) => {
      await press('cliff-clip', ' ');
      const start = await number('cliff-weight');
      expectNear(await number('cliff-gradient'), gradientAt(start));
      await get('cliff-step').click();
      const { w: clipped } = clipByGlobalNorm({ w: scalar(gradientAt(start)) }, 1);
      // The page's learning rate is 0.05.
      expect(Math.abs((await number('cliff-weight')) - (start - 0.05 * (clipped as Tensor).item()))).toBeLessThan(0.006);
      await press('cliff-many', 'Enter');
      expect(await number('cliff-updates')).toBe(21);
      expect(Math.abs((await number('cliff-weight')) - 0.5 ** (1 / (STEPS - 1)))).toBeLessThan(0.1);
    });
  });

  test('throws what is not clipped off the chart', async () => {
    await withPart('desktop', 'gradient-cliff', async ({ get, press }) => {
      await press('cliff-start', 'End');
      await press('cliff-step', 'Enter');
      expect(await get('cliff-step').isDisabled()).toBe(true);
      await get('cliff-reset').click();
      expect(await get('cliff-step').isEnabled()).toBe(true);
    });
  });
});
