import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { vjpProgram } from '@rekur/autodiff';
import { lstm } from '@rekur/rnn';
import { printProgram, type Program, sum, type Tensor, trace } from '@rekur/tensor';

const root = join(import.meta.dirname, '..');
const page = join(root, 'docs', 'architecture.md');

const layer = lstm(3, 4);
const shapes = { x: [2, 5, 3], weight_ih_l0: [16, 3], weight_hh_l0: [16, 4], bias_ih_l0: [16], bias_hh_l0: [16] };

function traceLayer(result: (output: Tensor) => Tensor): Program {
  const [, ...names] = Object.keys(shapes);
  return trace(
    (x, ...values) => [result(layer.apply(Object.fromEntries(names.map((name, index) => [name, values[index]])), x).output)],
    Object.values(shapes).map((shape) => ({ shape, dtype: 'float32' as const })),
  ).program;
}

/** The body of `step` as it stands in the cell's source. */
function cellSource(): string {
  const source = readFileSync(join(root, 'packages/rnn/src/cells/lstm.ts'), 'utf8');
  return source.slice(source.indexOf('  step('), source.indexOf('\n  },\n') + 5).replace(/^ {2}/gm, '');
}

const fence = (language: string, text: string): string => `\n\n\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n\n`;

const parts: Readonly<Record<string, () => string>> = {
  cell: () => fence('ts', cellSource()),
  forward: () => fence('text', printProgram(traceLayer((output) => output))),
  backward: () => fence('text', printProgram(vjpProgram(traceLayer((output) => sum(output))))),
};

for (const [name, produce] of Object.entries(parts)) {
  test(`docs/architecture.md shows the ${name} that the code produces`, () => {
    const text = readFileSync(page, 'utf8');
    const [before, rest] = text.split(`<!-- ${name}:start -->`);
    const [shown, after] = rest.split(`<!-- ${name}:end -->`);
    if (process.env.UPDATE_DOCS) writeFileSync(page, `${before}<!-- ${name}:start -->${produce()}<!-- ${name}:end -->${after}`);
    else expect(shown, 'run with UPDATE_DOCS=1 to rewrite it').toBe(produce());
  });
}
