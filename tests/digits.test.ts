// The program in the README of @rekur/rnn that reads digits pixel by pixel, its first epoch instead of all sixty.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { root } from '../tooling/workspace.mjs';
import { blocksOf } from './readme.js';

const EPOCHS = 'clipNorm: 1, epochs, seed: 1';

test('an LSTM reads digits pixel by pixel: after one epoch it is right more than twice as often as chance', { timeout: 600_000 }, async () => {
  const readme = readFileSync(join(root, 'packages/rnn/README.md'), 'utf8');
  const [program, ...others] = blocksOf(readme, ['ts']).filter(({ code }) => code.includes(EPOCHS));
  expect(others).toEqual([]);
  expect(program.code.trim().split('\n').length, 'a program of some 20 lines').toBeLessThanOrEqual(24);
  const folder = join(import.meta.dirname, '.tmp', 'digits');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'digits.mts');
  writeFileSync(file, program.code.replace(EPOCHS, 'clipNorm: 1, epochs: 1, seed: 1'));

  const printed: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  try {
    await import(/* @vite-ignore */ file);
  } finally {
    log.mockRestore();
  }
  expect(printed).toHaveLength(2);
  // The whole run's first line, to the digit: benchmarks/RESULTS.md has the rest.
  expect(printed[0]).toBe('epoch 1: loss 2.279');
  const percent = Number(/^([\d.]+) % of 899 unseen digits read right$/.exec(printed[1])?.[1]);
  // Ten classes: chance is 10 %.
  expect(percent).toBeGreaterThan(25);
});
