// Whether a page goes on while it trains.
import { setTimeout as pause } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';

const BASELINE_MS = 1500;

export interface Frames {
  /** The longest time between two frames since the training began, and what it was before, with nothing to do: the machine’s own share. */
  longest(): Promise<{ trainingMs: number; idleMs: number }>;
}

/** Watches the frames of a page at rest, then goes on watching. */
export async function watchFrames(page: Page): Promise<Frames> {
  await page.evaluate(`(() => {
    let before = performance.now();
    window.longestFrameMs = 0;
    const frame = (now) => {
      window.longestFrameMs = Math.max(window.longestFrameMs, now - before);
      before = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  })()`);
  const longestMs = async () => Math.round(await page.evaluate<number>('window.longestFrameMs'));
  await pause(BASELINE_MS);
  const idleMs = await longestMs();
  await page.evaluate('window.longestFrameMs = 0');
  return { longest: async () => ({ trainingMs: await longestMs(), idleMs }) };
}

/** Turns the forget bias, which must be awake, and fails unless it has answered while the training that `stop` could end still goes on. */
export async function answersWhile(page: Page, stop: Locator): Promise<void> {
  const bias = page.getByTestId('bias-value');
  const before = await bias.innerText();
  await page.getByTestId('bias-slider').press('ArrowRight');
  if ((await bias.innerText()) === before) throw new Error('the page did not answer a key');
  if (await stop.isDisabled()) throw new Error('the training ended before the page answered a key');
}
