// Part 6 of Learn: a character model, trained in the page.
import { trainText } from '@rekur/tasks';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { addToReport } from '../report.js';
import { useBrowser } from '../site.js';
import { answersWhile, watchFrames } from './frames.js';
import { type Part, reach, withPart } from './part.js';

useBrowser();

const TARGET_BITS = 3;
const STATE = `document.querySelector('[data-testid="characters-verdict"]').dataset.state`;
const trained = (page: Page) => page.waitForFunction(`['ready', 'failed'].includes(${STATE})`, undefined, { timeout: 100_000 });

async function samplesAndUnits({ page, part, get, text, press }: Part): Promise<void> {
  const sample = get('characters-sample');
  const write = async (act: () => Promise<void>) => {
    const before = await sample.innerText();
    await act();
    await page.waitForFunction(`document.querySelector('[data-testid="characters-sample"]').innerText !== ${JSON.stringify(before)}`);
    return sample.innerText();
  };
  // At temperature 0 there is nothing to choose: the same is written again.
  const first = await write(() => press('characters-temperature', 'Home'));
  await get('characters-write').click();
  await press('characters-temperature', 'End');
  await page.waitForFunction(`document.querySelector('[data-testid="characters-sample"]').innerText !== ${JSON.stringify(first)}`);
  const again = await write(() => press('characters-temperature', 'Home'));
  expect(again).toBe(first);

  await part.getByTestId('unit-reader').waitFor();
  const words = await text('units-words');
  await get('units-17').click({ force: true });
  expect(await text('units-words')).not.toBe(words);
  await press('units-17', 'ArrowRight');
  expect(await get('units-18').isChecked()).toBe(true);
  expect(await part.locator('[data-testid="units-text"] span').count()).toBeGreaterThan(50);
}

test('on the text that is there it reaches its stated loss while the page goes on', async () => {
  await withPart('desktop', 'character-model', async (part) => {
    const { page, get, number, press } = part;
    await page.waitForFunction(`document.querySelector('[data-testid="characters-text"]').value.length > 1000`);
    await reach(page, 'forget-bias');
    await reach(page, 'character-model');
    const frames = await watchFrames(page);
    await press('characters-train', 'Enter');
    await answersWhile(page, get('characters-stop'));
    await trained(page);
    const longestFrame = await frames.longest();
    const verdict = get('characters-verdict');
    expect(await verdict.getAttribute('data-state')).toBe('ready');
    const reachedMs = Number(await verdict.getAttribute('data-reached-ms'));
    expect(reachedMs).toBeGreaterThan(0);
    expect(await number('characters-bits')).toBeLessThan(TARGET_BITS);
    addToReport({ characters: { reachedMs, wholeMs: 1000 * (await number('characters-seconds')), longestFrame } });
    await samplesAndUnits(part);
  });
}, 180_000);

test('on a Korean text of one’s own, on a phone, it learns what it learns in Node', async () => {
  const own = '순환 신경망은 앞에서 본 것을 기억합니다. 은닉층의 값이 복사 노드에 남아 다음 입력과 함께 들어옵니다. '.repeat(8).trim();
  await withPart('phone', 'character-model', async ({ page, get, number, press }) => {
    await get('characters-choice').selectOption('own');
    await get('characters-text').fill(own);
    await press('characters-train', ' ');
    await trained(page);
    let heldOut = NaN;
    for await (const event of trainText({ name: 'text', text: own }, { hidden: 96, embedding: 32, learningRate: 0.01, seed: 1, steps: 300 })) {
      if (event.type === 'validation') heldOut = event.bitsPerCharacter;
    }
    expect(await number('characters-held-out')).toBeCloseTo(heldOut, 1.9);
    expect(await number('characters-bits')).toBeLessThan(TARGET_BITS);
  });
}, 180_000);

test('a training is stopped, and what it had learnt so far writes', async () => {
  await withPart('desktop', 'character-model', async ({ page, get, text }) => {
    await page.waitForFunction(`document.querySelector('[data-testid="characters-text"]').value.length > 1000`);
    await get('characters-train').click();
    await page.waitForFunction(`/^[1-9]/.test(document.querySelector('[data-testid="characters-step"]').textContent)`);
    await get('characters-stop').click();
    await trained(page);
    const [step, total] = (await text('characters-step')).match(/[\d,]+/g)!.map((digits) => Number(digits.replaceAll(',', '')));
    expect(step).toBeLessThan(total);
    expect(await get('characters-write').isEnabled()).toBe(true);
  });
}, 180_000);
