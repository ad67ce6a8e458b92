import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '@rekur/autodiff';
import { primitives } from '@rekur/tensor';
import { losses, metrics, optimizers, schedules } from '@rekur/train';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const recipes = page.slice(page.indexOf('## Recipe: a primitive'), page.indexOf('## Looking at Programs'));
const paths = [...recipes.matchAll(/`([\w.-]+\/[^`]*)`/g)].map((match) => match[1]);

/** The files in which `defineCell` is called. */
const cellFolder = join(root, 'packages/rnn/src/cells');
const cellFiles = readdirSync(cellFolder)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && readFileSync(join(cellFolder, file), 'utf8').includes('defineCell('))
  .map((file) => file.slice(0, -'.ts'.length));

/** In the order in which they run. */
const pipeline = readFileSync(join(root, 'packages/wasm/src/passes/pipeline.ts'), 'utf8');
const passNames = [...pipeline.matchAll(/\{ name: '(\w+)', pass: \1 \}/g)].map(([, name]) => name);

/** What stands for the name in angle brackets: every primitive, cell, loss … that exists. */
const names: Readonly<Record<string, readonly string[]>> = {
  primitive: Object.keys(primitives),
  'differentiable primitive': Object.entries(rules).flatMap(([name, rule]) => (rule.differentiable ? [name] : [])),
  'cell file': cellFiles,
  loss: Object.keys(losses),
  optimizer: Object.keys(optimizers),
  schedule: Object.keys(schedules),
  metric: Object.keys(metrics),
  pass: passNames,
};

/** `a/<loss>.ts` → one path per loss. */
function expand(path: string): string[] {
  const place = /<([^>]+)>/.exec(path);
  if (!place) return [path];
  const known = names[place[1]] as readonly string[] | undefined;
  if (!known) throw new Error(`CONTRIBUTING.md: nothing is known of <${place[1]}> in ${path}`);
  return known.map((name) => path.replace(place[0], name));
}

describe('the recipes of CONTRIBUTING', () => {
  test('name files', () => expect(paths.length).toBeGreaterThan(20));

  test.each(paths)('name %s, which is there for everything of its kind', (path) => {
    const missing = expand(path).filter((each) => !existsSync(join(root, each)));
    expect(missing).toEqual([]);
  });

  const tables: readonly (readonly [folder: string, names: readonly string[], beside: readonly string[]])[] = [
    ['packages/tensor/src/primitives', names['primitive'], ['index', 'rules', 'reduced', 'strided']],
    ['packages/autodiff/src/rules', names['differentiable primitive'], ['index']],
    ['packages/train/src/losses', names['loss'], ['index', 'loss']],
    ['packages/train/src/optimizers', names['optimizer'], ['index', 'optimizer', 'slots', 'zip']],
    ['packages/train/src/schedules', names['schedule'], ['index', 'schedule', 'require']],
    ['packages/train/src/metrics', names['metric'], ['index', 'classes', 'counted']],
  ];
  test.each(tables)('leave no file of %s outside its table', (folder, table, beside) => {
    const files = readdirSync(join(root, folder)).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
    const stray = files.map((file) => file.slice(0, -'.ts'.length)).filter((name) => !table.includes(name) && !beside.includes(name));
    expect(stray).toEqual([]);
  });

  test('name every pass', () => expect(passNames.length).toBe(pipeline.match(/\{ name: /g)?.length));

  test('put every cell into the list of cells', () => {
    expect(cellFiles.length).toBeGreaterThan(10);
    const list = readFileSync(join(root, 'packages/rnn/src/cells/index.ts'), 'utf8');
    expect(cellFiles.filter((name) => !list.includes(`'./${name}.js'`))).toEqual([]);
  });
});
