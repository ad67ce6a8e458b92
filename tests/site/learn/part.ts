// One interactive part of the Learn page, ready to be driven.
import type { Locator, Page } from 'playwright-core';
import { asReader, open, PHONE, type VisitOptions } from '../site.js';

/** The ways in which every part is driven. */
export const ways = {
  desktop: { path: '/learn', options: {} },
  phone: { path: '/ko/learn', options: { viewport: PHONE } },
} as const satisfies Record<string, { path: string; options: VisitOptions }>;
export type Way = keyof typeof ways;

export interface Part {
  readonly page: Page;
  readonly part: Locator;
  /** An element of the part by its test id. */
  readonly get: (id: string) => Locator;
  /** What stands there. */
  readonly text: (id: string) => Promise<string>;
  readonly number: (id: string) => Promise<number>;
  /** Focuses a control and presses keys on it. */
  readonly press: (id: string, ...keys: readonly string[]) => Promise<void>;
}

/** Opens the Learn page at a part, waits until it answers, and fails if the page complained or grew wider than the window. */
export async function withPart(way: Way, testId: string, drive: (part: Part) => Promise<void>): Promise<void> {
  const { path, options } = ways[way];
  await asReader(options, async (page) => {
    await open(page, path);
    const part = await reach(page, testId);
    const get = (id: string) => part.getByTestId(id);
    const text = (id: string) => get(id).innerText();
    await drive({
      page,
      part,
      get,
      text,
      number: async (id) => numberIn(await text(id)),
      press: async (id, ...keys) => {
        await get(id).focus();
        for (const key of keys) await page.keyboard.press(key);
      },
    });
    const tooWide: number = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    if (tooWide > 0) throw new Error(`the page is ${tooWide} px wider than its window`);
  });
}

/** Scrolls to a part and waits until it answers: until Vue has taken it over its controls do nothing; then they carry Vue's own marks. */
export async function reach(page: Page, testId: string): Promise<Locator> {
  const part = page.getByTestId(testId);
  await part.scrollIntoViewIfNeeded();
  await page.waitForFunction(
    `[...document.querySelectorAll('[data-testid="${testId}"] :is(button, input, select, [tabindex])')].some((control) => Object.getOwnPropertySymbols(control).length > 0)`,
  );
  return part;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Reads a number as people write it: `−0.53`, `1.2·10⁻⁷`, `12,000`, `4.5%`. */
export function numberIn(text: string): number {
  const match = /([−-]?[\d.,]+)(?:·10(⁻?)([⁰¹²³⁴⁵⁶⁷⁸⁹]*))?/.exec(text);
  if (!match) throw new Error(`numberIn: no number: '${text}'; one such as −0.53 or 1.2·10⁻⁷ is expected`);
  const [, digits, sign, exponent] = match;
  const value = Number(digits.replace('−', '-').replaceAll(',', ''));
  if (exponent === undefined) return value;
  const power = exponent === '' ? 1 : Number(Array.from(exponent, (digit) => SUPERSCRIPTS.indexOf(digit)).join(''));
  return value * 10 ** (sign ? -power : power);
}
