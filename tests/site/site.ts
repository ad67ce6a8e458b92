// Pages of the built site, opened in the one browser that the test files share.
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';

export const PHONE = { width: 390, height: 844 } as const;
export const DESKTOP = { width: 1280, height: 800 } as const;

export interface Visit {
  readonly page: Page;
  /** What the page complained of: errors, failed requests, console output. */
  readonly complaints: string[];
  readonly close: () => Promise<void>;
}

export interface VisitOptions extends BrowserContextOptions {
  /** Whether what is kept for offline reading may be fetched and used; no, unless said otherwise: every test begins anew. */
  readonly offline?: boolean;
}

/** What the browser says where these tests keep the worker for offline reading away. */
const BLOCKED = 'Service Worker registration blocked by Playwright';

let browser: Browser;

/** Connects the tests of a file to the browser. */
export function useBrowser(): void {
  beforeAll(async () => {
    browser = await chromium.connect(inject('browserEndpoint'));
  });
  afterAll(() => browser?.close());
}

/** A reader: a context of their own with one page. */
export async function visit({ offline = false, ...options }: VisitOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: DESKTOP, baseURL: inject('siteUrl'), serviceWorkers: offline ? 'allow' : 'block', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.text() !== BLOCKED) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText ?? 'failed'}`));
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.url()}: ${response.status()}`);
  });
  return { page, complaints, close: () => context.close() };
}

/** Runs a test as a reader, and fails if the page complained. */
export async function asReader(options: VisitOptions, read: (page: Page) => Promise<void>): Promise<void> {
  const { page, complaints, close } = await visit(options);
  try {
    await read(page);
    if (complaints.length > 0) throw new Error(`the page complained:\n${complaints.join('\n')}`);
  } finally {
    await close();
  }
}

/** Reads a page from top to bottom, so that every part that waits for its reader is there. */
export async function readThrough(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    if (!document.querySelector('.part')) return;
    const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
    for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight * 0.8) {
      scrollTo({ top, behavior: 'instant' });
      await pause(60);
    }
  })()`);
  await page.waitForLoadState('networkidle');
}

/** Opens a page and waits until it answers. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'load' });
  // The application has taken the page over.
  await page.waitForFunction("'__vue_app__' in (document.querySelector('#app') ?? {})");
}
