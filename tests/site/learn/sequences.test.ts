// Part 1 of Learn: what is shuffled keeps all it had but its order.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { foldIn, permutation, randomKey } from '@rekur/tensor';
import { expect, test } from 'vitest';
import { root } from '../../../tooling/workspace.mjs';
import { asReader, open, useBrowser } from '../site.js';
import { type Part, withPart } from './part.js';

useBrowser();

// Of a copy, since a canvas that is read again and again makes the browser complain.
const pixels = ({ page }: Part): Promise<number[]> =>
  page.evaluate(`(() => {
    const canvas = document.querySelector('[data-testid="picture-canvas"]');
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
    copy.drawImage(canvas, 0, 0);
    return Array.from(copy.getImageData(0, 0, canvas.width, canvas.height).data);
  })()`);
const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);
/** The page's order of so many pieces after the first shuffle. */
const firstShuffle = (pieces: number) => Array.from(permutation(foldIn(randomKey(1), 1), pieces));

test('the cat’s pixels are shuffled with the mouse, none is lost, and they come back', async () => {
  await withPart('desktop', 'shuffle-picture', async (part) => {
    const before = await pixels(part);
    await part.get('picture-shuffle').click();
    const after = await pixels(part);
    expect(after).not.toEqual(before);
    expect(ascending(after)).toEqual(ascending(before));
    await part.get('picture-in-order').click();
    expect(await pixels(part)).toEqual(before);
  });
});

test('the cat is shuffled with keys, pixel by pixel', async () => {
  await withPart('desktop', 'shuffle-picture', async (part) => {
    const before = await pixels(part);
    await part.press('picture-block', 'End');
    await part.press('picture-shuffle', 'Enter');
    const order = firstShuffle(64 * 64);
    expect(await pixels(part)).toEqual(order.flatMap((from) => before.slice(4 * from, 4 * from + 4)));
  });
});

test('a sentence of one’s own is shuffled in words and in letters, Hangul by syllable', async () => {
  await withPart('phone', 'shuffle-text', async ({ get, text, press }) => {
    await get('text-sentence').fill('고양이가 쥐를 쫓는다');
    await press('text-shuffle', ' ');
    const words = ['고양이가', '쥐를', '쫓는다'];
    expect(await text('text-shown')).toBe(firstShuffle(3).map((from) => words[from]).join(' '));
    await get('text-letters').click();
    const letters = Array.from('고양이가 쥐를 쫓는다');
    const shown = await get('text-shown').textContent();
    expect(shown).toBe(firstShuffle(letters.length).map((from) => letters[from]).join(''));
    expect(await text('text-counts')).toContain('␣ 2');
  });
});

test('a prompt is cut into as many pieces as its length holds, and is heard only when asked for', async () => {
  await withPart('desktop', 'shuffle-speech', async ({ page, get, text, press }) => {
    const file = readFileSync(join(root, 'apps', 'docs', 'public', 'speech', 'hello-world.wav'));
    const samples = file.readUInt32LE(file.indexOf('data') + 4) / 2;
    await page.waitForFunction(`document.querySelector('[data-testid="speech-pieces"]').textContent.includes('${Math.ceil(samples / 1600)}')`);
    const idle = await text('speech-play');
    await press('speech-shuffle', 'Enter');
    expect(await text('speech-pieces')).toContain(String(Math.ceil(samples / 1600)));
    expect(await text('speech-play')).toBe(idle);
    await get('speech-play').click();
    expect(await text('speech-play')).not.toBe(idle);
    await get('speech-play').click();
    expect(await text('speech-play')).toBe(idle);
  });
});

test('the result of the experiment is a picture that says in words what it shows', async () => {
  await asReader({}, async (page) => {
    await open(page, '/learn');
    const result = page.getByTestId('order-matters');
    await result.scrollIntoViewIfNeeded();
    const pictures = await result.locator('svg[role=img]').all();
    expect(pictures).toHaveLength(2);
    for (const picture of pictures) expect(await picture.locator('desc').textContent()).toMatch(/LSTM \d+(\.\d)?%/);
    const [percent] = /\d+\.\d/.exec((await pictures[0].locator('desc').textContent())!)!;
    expect(await result.getByTestId('order-matters-words').innerText()).toContain(`${percent}%`);
  });
});
