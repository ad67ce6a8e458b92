import { expect, test } from 'vitest';
import { runParts } from './schedule.js';

const parts = ['a', 'b', 'c', 'd'].map((key) => ({ key }));

test('as many parts run at a time as asked for, and results come in the order of the parts, not of their ends', async () => {
  const finish = new Map<string, (value: string) => void>();
  const running = runParts(parts, { atOnce: 2, run: ({ key }) => new Promise((resolve) => void finish.set(key, resolve)) });
  const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
  await turn();
  expect([...finish.keys()]).toEqual(['a', 'b']);
  finish.get('b')?.('B');
  await turn();
  expect([...finish.keys()]).toEqual(['a', 'b', 'c']);
  finish.get('c')?.('C');
  await turn();
  finish.get('d')?.('D');
  finish.get('a')?.('A');
  expect(await running).toEqual(['A', 'B', 'C', 'D']);
});

test('after an error no further part begins, and nothing is told any more', async () => {
  const begun: string[] = [];
  let tellLater: ((done: number) => void) | undefined;
  const told: string[] = [];
  const running = runParts(parts, {
    atOnce: 2,
    run: async ({ key }, onProgress) => {
      begun.push(key);
      if (key === 'b') throw new Error('broken');
      tellLater = onProgress;
      return new Promise(() => undefined);
    },
    onProgress: ({ part }) => void told.push(part),
  });
  await expect(running).rejects.toThrow('broken');
  tellLater?.(0.5);
  expect({ begun, told }).toEqual({ begun: ['a', 'b'], told: [] });
});
