// Whether a page goes on while it trains.
import type { Locator, Page } from 'playwright-core';

export interface Frames {
  /** The longest time between two frames since the watch began. */
  longestMs(): Promise<number>;
}

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
  return { longestMs: async () => Math.round(await page.evaluate<number>('window.longestFrameMs')) };
}

/** Uses another control of the page, and fails unless it has answered while the training that `stop` could end still goes on. */
export async function answersWhile(page: Page, stop: Locator): Promise<void> {
  // A click inside the page: what scrolls there costs nothing of what is to be shown.
  const switchIt = page.locator('.VPNavBarAppearance button');
  const isDark = () => page.evaluate<boolean>("document.documentElement.classList.contains('dark')");
  const before = await isDark();
  await switchIt.click();
  if ((await isDark()) === before) throw new Error('the page did not answer a click');
  if (await stop.isDisabled()) throw new Error('the training ended before the page answered a click');
  await switchIt.click();
}
