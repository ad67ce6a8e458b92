// Part 5 of Learn: gates by hand, the forget bias, and a race over a long lag, trained in the page.
import { thousandSteps } from '@rekur/experiments';
import { tensor } from '@rekur/tensor';
import { describe, expect, inject, test } from 'vitest';
import { addToReport } from '../report.js';
import { asReader, open, useBrowser } from '../site.js';
import { answersWhile, watchFrames } from './frames.js';
import { numberIn, type Part, reach, type Way, withPart } from './part.js';

useBrowser();

describe('the gates', () => {
  const gatesOf = async ({ get }: Part) => {
    const [f, i, g, o] = await Promise.all(['forget', 'input', 'cell', 'output'].map(async (name) => Number(await get(`gates-${name}`).inputValue())));
    return { f, i, g, o };
  };
  const stepped = (c: number, { f, i, g, o }: Awaited<ReturnType<typeof gatesOf>>) => {
    const next = f * c + i * g;
    return { c: next, h: o * tensor(next).tanh().item() };
  };
  const expectState = async ({ number }: Part, { c, h }: { c: number; h: number }) => {
    expect(Math.abs((await number('gates-c')) - c)).toBeLessThan(0.006);
    expect(Math.abs((await number('gates-h')) - h)).toBeLessThan(0.006);
  };

  test.each<Way>(['desktop', 'phone'])('write, hold and read a value: %s', async (way) => {
    await withPart(way, 'lstm-gates', async (part) => {
      const { get, number, press } = part;
      let state = { c: 0, h: 0 };
      for (const [preset, steps] of [['write', 1], ['hold', 5], ['read', 1]] as const) {
        await get(`gates-preset-${preset}`).click();
        const gates = await gatesOf(part);
        for (let step = 0; step < steps; step++) state = stepped(state.c, gates);
        await press(steps === 5 ? 'gates-five' : 'gates-step', 'Enter');
        await expectState(part, state);
      }
      expect(state.h).toBeGreaterThan(0.5);
      expect(await number('gates-time')).toBe(7);
    });
  });

  test('are set one by one, by keys and by mouse', async () => {
    await withPart('desktop', 'lstm-gates', async (part) => {
      const { get, press, text } = part;
      await get('gates-preset-open').click();
      const before = await text('gates-words');
      await press('gates-forget', 'Home', 'ArrowRight', 'ArrowRight');
      const { width, height } = (await get('gates-cell').boundingBox())!;
      await get('gates-cell').click({ position: { x: 3, y: height / 2 } });
      await get('gates-input').click({ position: { x: width / 2, y: height / 2 } });
      expect(await text('gates-words')).not.toBe(before);
      const gates = await gatesOf(part);
      expect([gates.f, gates.g]).toEqual([0.1, -1]);
      let state = stepped(0, gates);
      await press('gates-step', ' ', ' ');
      state = stepped(state.c, gates);
      await expectState(part, state);
      await get('gates-reset').click();
      await expectState(part, { c: 0, h: 0 });
    });
  });
});

test.each<Way>(['desktop', 'phone'])('the forget bias says what is left after so many steps: %s', async (way) => {
  await withPart(way, 'forget-bias', async ({ get, number, press }) => {
    const { width, height } = (await get('bias-slider').boundingBox())!;
    for (const move of [() => press('bias-slider', 'Home'), () => press('bias-slider', 'End'), () => get('bias-slider').click({ position: { x: width / 2, y: height / 2 } })]) {
      await move();
      const gate = tensor(await number('bias-value')).sigmoid().item();
      expect(await number('bias-gate')).toBeCloseTo(gate, 3);
      const left = await number('bias-after-100');
      expect(Math.abs(left - gate ** 100)).toBeLessThanOrEqual(0.06 * gate ** 100);
    }
  });
});

test.each([
  ['with threads at hand', 'siteUrl'],
  ['without isolation', 'plainSiteUrl'],
] as const)('over a lag of 50 steps the LSTM remembers, in as many sequences as in Node, and the page answers meanwhile: %s', async (where, server) => {
  await asReader({ baseURL: inject(server) }, async (page) => {
    await open(page, '/learn');
    await reach(page, 'forget-bias');
    const race = await reach(page, 'lag-race');
    await race.getByTestId('race-lag').selectOption('50');
    const frames = await watchFrames(page);
    await race.getByTestId('race-start').focus();
    await page.keyboard.press('Enter');
    await answersWhile(page, race.getByTestId('race-stop'));
    const lstm = race.locator('[data-testid="race-rememberer"][data-state="solved"]');
    await lstm.waitFor({ timeout: 50_000 });
    addToReport({ [`race, ${where}`]: { longestFrame: await frames.longest() } });
    const options = { cells: ['lstm1997-adam'] as const, lags: [50], budget: 10_000 };
    const outcome = await thousandSteps.runPart({ key: 'lstm1997-adam', cell: 'lstm1997-adam', lag: 50, seed: 1 }, options, { onProgress: () => undefined });
    expect(outcome.isSolved).toBe(true);
    expect(numberIn(/in ([\d,]+) sequences/.exec(await lstm.innerText())![1])).toBe(outcome.sequences);
    // The Elman network is still at it, or has given up: either way it can be left.
    const stop = race.getByTestId('race-stop');
    if (await stop.isEnabled()) await stop.click();
  });
});
