import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { vjpProgram } from '@rekur/autodiff';
import { lstm } from '@rekur/rnn';
import { printProgram, type Program, sum, type Tensor, trace } from '@rekur/tensor';
import { explainProgram } from '@rekur/wasm';

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

/** The first paragraph of the comment above what a file of the compiler exports under a name. */
function purpose(folder: string, name: string): string {
  const source = readFileSync(join(root, 'packages/wasm/src', folder, `${name}.ts`), 'utf8');
  const before = source.slice(0, source.search(new RegExp(`^export (function|const) ${name}\\b`, 'm')));
  const comment = before.slice(before.lastIndexOf('/**') + 3, before.lastIndexOf('*/'));
  const lines = comment.split('\n').map((line) => line.replace(/^ *\* ?/, '').trim());
  const text = lines.slice(lines.findIndex(Boolean));
  const end = text.indexOf('');
  // What introduces the example that follows would dangle.
  return text.slice(0, end < 0 ? text.length : end).join(' ').replace(/ \([^()]*stands for [^()]*\)/g, '').trim();
}

function passTable(): string {
  const pipeline = readFileSync(join(root, 'packages/wasm/src/passes/pipeline.ts'), 'utf8');
  const names = [...pipeline.matchAll(/\{ name: '(\w+)', pass: \1 \}/g)].map(([, name]) => name);
  const rows = names.map((name) => `| \`${name}\` | ${purpose('passes', name).replaceAll('|', '\\|')} |`);
  return `\n\n| pass | |\n|---|---|\n${rows.join('\n')}\n\n`;
}

const explained = explainProgram(traceLayer((output) => output), undefined, { everyStep: true });

const WIDEST = 140;

/** A long loop over elements on several lines. */
function wrapped(nodes: string): string {
  return nodes.replace(/^( *)(.{141,})$/gm, (_, indent: string, line: string) => {
    const parts = line.split(/(?<=;) /);
    const lines = [''];
    for (const part of parts) {
      const last = lines[lines.length - 1];
      if (last === '') lines[lines.length - 1] = indent + part;
      else if (last.length + 1 + part.length <= WIDEST) lines[lines.length - 1] = `${last} ${part}`;
      else lines.push(`${indent}    ${part}`);
    }
    return lines.join('\n');
  });
}

/** The nodes after each step, with what the step is for. */
function nodeSteps(): string {
  return explained.schedule
    .map(({ step, text = '' }, index) => {
      const same = text === explained.schedule[index - 1]?.text;
      const intro = step === 'lower' ? 'Every primitive has a lowering in `packages/wasm/src/lower/`.' : purpose('schedule', step);
      return `\n\n\`${step}\`: ${intro}${same ? ' Here it finds nothing to do.' : fence('text', wrapped(text)).trimEnd()}`;
    })
    .join('')
    .concat('\n\n');
}

const parts: Readonly<Record<string, () => string>> = {
  cell: () => fence('ts', cellSource()),
  forward: () => fence('text', printProgram(traceLayer((output) => output))),
  backward: () => fence('text', printProgram(vjpProgram(traceLayer((output) => sum(output))))),
  passes: passTable,
  optimised: () => fence('text', explained.after.text),
  nodes: nodeSteps,
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
