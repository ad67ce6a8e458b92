// Parts 2, 3 and 7 of Learn: the Elman network in steps, unrolled, and the cells that came after.
import { elmanTanhCell, gruCell } from '@rekur/rnn';
import { tensor, type Tensor, zeros } from '@rekur/tensor';
import { unrolledNetwork } from '@rekur/viz';
import { describe, expect, test } from 'vitest';
import { useBrowser } from '../site.js';
import { numberIn, type Part, type Way, withPart } from './part.js';

useBrowser();

const STEPS = 4;
const range = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** Weights as they stand in the page's tables, [to, from]. */
function weightsBetween({ number }: Part, from: string, fromUnits: number, to: string, toUnits: number): Promise<number[][]> {
  return Promise.all(range(toUnits).map((unit) => Promise.all(range(fromUnits).map((source) => number(`elman-weight-${from}-${source}-${to}-${unit}`)))));
}
const valuesAt = ({ number }: Part, step: number, layer: string, units: number) => Promise.all(range(units).map((unit) => number(`elman-${step}-${layer}-${unit}`)));

/** Steps the package's cell by the page's own numbers, and compares all that the page computed. */
async function expectTheCellsNumbers(part: Part): Promise<void> {
  const [inputHidden, copyHidden, hiddenOutput] = await Promise.all([
    weightsBetween(part, 'input', 2, 'hidden', 3),
    weightsBetween(part, 'copy', 3, 'hidden', 3),
    weightsBetween(part, 'hidden', 3, 'output', 1),
  ]);
  const parameters = { weight_ih: tensor(inputHidden), weight_hh: tensor(copyHidden), bias_ih: zeros([3]), bias_hh: zeros([3]) };
  let state: Readonly<Record<string, Tensor>> = { h: zeros([1, 3]) };
  for (const step of range(STEPS)) {
    const [input, copy, hidden, output] = await Promise.all(([['input', 2], ['copy', 3], ['hidden', 3], ['output', 1]] as const).map(([layer, units]) => valuesAt(part, step, layer, units)));
    Array.from(state['h'].data).forEach((value, unit) => expect(copy[unit]).toBeCloseTo(value, 1.9));
    state = elmanTanhCell.step(parameters, tensor([input]), state).state;
    Array.from(state['h'].data).forEach((value, unit) => expect(Math.abs(hidden[unit] - value)).toBeLessThan(0.0051));
    const sum = hiddenOutput[0].reduce((total, weight, unit) => total + weight * Number(state['h'].data[unit]), 0);
    expect(Math.abs(output[0] - sum)).toBeLessThan(0.0051);
  }
}

const positionOf = async ({ text }: Part) => Math.min(...(await text('elman-position')).match(/\d+/g)!.map(Number));

describe('the Elman network', () => {
  test.each<Way>(['desktop', 'phone'])('is stepped with the mouse to the end, and every number is that of the cell: %s', async (way) => {
    await withPart(way, 'elman', async (part) => {
      const { get, text } = part;
      expect(await text('elman-1-hidden-1')).toBe('·');
      const forward = get('elman-forward');
      while (await forward.isEnabled()) await forward.click();
      await expectTheCellsNumbers(part);
      await get('elman-back').click();
      await get('elman-rewind').click();
      expect(await positionOf(part)).toBe(1);
      expect(await text('elman-1-hidden-1')).toBe('·');
    });
  });

  test('is stepped, rewound and played with keys', async () => {
    await withPart('desktop', 'elman', async (part) => {
      const { page, press, text } = part;
      await press('elman-picture', 'End');
      await expectTheCellsNumbers(part);
      await press('elman-picture', 'Home', 'ArrowRight', 'ArrowRight', 'ArrowLeft');
      expect(await positionOf(part)).toBe(2);
      expect(await text('elman-equations')).toContain('tanh');
      await press('elman-picture', ' ');
      await page.waitForFunction(`/\\b3\\b/.test(document.querySelector('[data-testid="elman-position"]').textContent)`);
      await press('elman-picture', ' ');
    });
  });

  test('whose way back is cut answers the same input the same way', async () => {
    await withPart('desktop', 'elman', async (part) => {
      await part.press('elman-cut', ' ');
      await part.press('elman-picture', 'End');
      expect(await valuesAt(part, 3, 'hidden', 3)).toEqual(await valuesAt(part, 1, 'hidden', 3));
      expect(await valuesAt(part, 4, 'hidden', 3)).toEqual([0, 0, 0]);
    });
  });

  test('shows which connection is pointed at, by mouse and by keys', async () => {
    await withPart('desktop', 'elman', async ({ part, get, text, press }) => {
      await get('elman-weight-copy-2-hidden-1').hover();
      expect(await text('elman-pointed')).toMatch(/c₂ → h₁/);
      expect(await part.locator('.viz-arrow.lit').count()).toBe(1);
      await press('elman-from-copy-1-hidden');
      expect(await part.locator('.viz-arrow.lit').count()).toBe(3);
      await press('elman-weight-hidden-1-copy-1');
      expect(await part.locator('.viz-arrow.lit').count()).toBe(1);
      expect(await text('elman-pointed')).toMatch(/h₁ → c₁/);
    });
  });
});

describe('the unrolled network', () => {
  const litIn = (svg: string) => svg.match(/class="viz-node [^"]*viz-active/g)?.length ?? 0;

  test.each<Way>(['desktop', 'phone'])('lights the path from the first input to the output that the slider is at: %s', async (way) => {
    await withPart(way, 'unroll', async ({ part, get, text, press }) => {
      expect(await text('unroll-steps')).toBe('0');
      const { width, height } = (await get('unroll-slider').boundingBox())!;
      await get('unroll-slider').click({ position: { x: width - 4, y: height / 2 } });
      expect(await text('unroll-steps')).toBe('6');
      expect((await text('unroll-path')).match(/W→/g)).toHaveLength(5);
      await press('unroll-slider', 'ArrowLeft', 'ArrowLeft');
      expect(await text('unroll-steps')).toBe('4');
      expect(await part.locator('.viz-node.viz-active').count()).toBe(litIn(unrolledNetwork({ steps: 6, unrolled: 4 }).svg));
      await press('unroll-fold', 'Enter');
      expect(await text('unroll-steps')).toBe('0');
    });
  });

  test('unrolls by itself when asked to, up to twelve steps', async () => {
    await withPart('desktop', 'unroll', async ({ page, get, text, press }) => {
      await get('unroll-length').selectOption('12');
      await press('unroll-slider', 'End');
      expect((await text('unroll-path')).match(/W→/g)).toHaveLength(11);
      await press('unroll-fold', 'Enter');
      await press('unroll-play', 'Enter');
      await page.waitForFunction(`document.querySelector('[data-testid="unroll-steps"]').textContent === '1'`);
      await press('unroll-play', 'Enter');
    });
  });
});

test.each<Way>(['desktop', 'phone'])('of the cells that came after, facts and a picture are shown: %s', async (way) => {
  await withPart(way, 'variants', async ({ part, get, text, press }) => {
    const before = await text('variant-sentence');
    await get('variant-lstm-coupled').click();
    expect(await text('variant-sentence')).not.toBe(before);
    await get('variant-gru').click();
    const facts = (await text('variant-facts')).match(/[\d,]+/g)!.map(numberIn);
    expect(facts).toEqual(expect.arrayContaining([gruCell.states.length, gruCell.gates.length]));
    expect(await part.locator('svg').count()).toBe(1);
    await press('variant-gru', 'ArrowDown');
    expect(await get('variant-gru').isChecked()).toBe(false);
  });
});
