import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Tensor } from '@rekur/tensor';
import { matmul, scan, tanh, zeros } from '@rekur/tensor';
import { explain } from './explain.js';
import { formatExplanation } from './explain/format.js';

const page = join(import.meta.dirname, '..', 'README.md');
const [START, END] = ['<!-- explanation:start -->', '<!-- explanation:end -->'];

/** The recurrence of the page's first example. */
const recurrence = (inputs: Tensor, weights: Tensor): Tensor[] =>
  scan(([h], [x]) => ({ carry: [tanh(x.add(matmul(h, weights)))] }), [zeros([1, 2])], [inputs]).carry;

/** Without figures that differ from run to run, or with every change of a kernel. */
const steady = (text: string): string => text.replace(/[\d.]+(?= ms)/g, '…').replace(/(Code:|Memory:|kernels|tiles of) [\d.]+(?: × \d+)?/g, '$1 …');

// UPDATE_README=1 rewrites it.
test('the explanation in README.md is that of its example', () => {
  const text = readFileSync(page, 'utf8');
  const [before, rest] = text.split(START);
  const [shown, after] = rest.split(END);
  const explanation = formatExplanation(explain(recurrence, zeros([4, 1, 2]), zeros([2, 2])), { programs: false });
  const block = `\n\n${explanation.replace(/^/gm, '    ')}\n\n`;
  if (process.env['UPDATE_README']) writeFileSync(page, `${before}${START}${block}${END}${after}`);
  else expect(steady(shown), 'run with UPDATE_README=1 to rewrite it').toBe(steady(block));
});
