import { describe, expect, test } from 'vitest';
import { add, matmul, parseProgram, tensor, zeros } from '@rekur/tensor';
import { explain, explainProgram, explainWith } from './explain.js';
import { formatExplanation } from './explain/format.js';
import { fixture } from './passes/testing/fixtures.js';

test('x', () => {
  const e = explain(({ weight, bias }, x) => add(matmul(x as never, weight), bias), { weight: zeros([3, 4]), bias: zeros([4]) }, zeros([2, 3]));
  process.stdout.write(formatExplanation(e) + '\n');
  process.stdout.write(formatExplanation(explainProgram(fixture('lstm'), undefined, {threads: 2}), {notesPerPass: 4, programs: true}) + '\n');
});
void [describe, expect, parseProgram, tensor, explainWith];
