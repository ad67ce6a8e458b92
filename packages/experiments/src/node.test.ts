import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ValueError } from '@rekur/tensor';
import { build } from 'tsup';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runExperimentInParallel } from './node.js';
import { runWithWorkers } from './node/parallel.js';
import { runExperiment } from './run.js';
import { toyExperiment } from './testing/toyExperiment.js';

const packageFolder = join(import.meta.dirname, '..');
let folder: string;
let worker: URL;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rekur-experiments-'));
  const outDir = join(packageFolder, '.tmp', 'toy-worker');
  await build({
    config: false,
    silent: true,
    entry: { worker: join(import.meta.dirname, 'testing', 'toyWorker.ts') },
    outDir,
    format: ['esm'],
    outExtension: () => ({ js: '.mjs' }),
    splitting: false,
    noExternal: [/^@rekur\//],
    esbuildOptions: (options) => void (options.conditions = ['@rekur/source']),
  });
  worker = pathToFileURL(join(outDir, 'worker.mjs'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('workers', () => {
  test('one and two give the result of this thread, to the last character', async () => {
    const { experiment } = toyExperiment();
    const options = { lags: [1, 2, 3, 4, 5] };
    const here = JSON.stringify(await runExperiment(experiment, { options }));
    for (const threads of [1, 2]) expect(JSON.stringify(await runWithWorkers(experiment, worker, threads, { options }))).toBe(here);
  });

  test('an error comes out with its class name, its message and the stack of the worker, and ends the run', async () => {
    const running = runWithWorkers(toyExperiment().experiment, worker, 2, { options: { lags: [13, 1, 2, 3], mode: 'break', count: 1 } });
    const error: unknown = await running.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'RangeError', message: 'thirteen' });
    expect((error as Error).stack).toMatch(/RangeError: thirteen\n +at .*worker\.mjs/);
  });

  test('what is finished before an error is kept, and the next run does only the rest', async () => {
    const parts = join(folder, 'broken');
    const settings = { options: { lags: [1, 13], mode: 'break' }, seeds: 1, folder: parts };
    await expect(runWithWorkers(toyExperiment().experiment, worker, 1, settings)).rejects.toThrow('thirteen');
    expect(readdirSync(parts)).toHaveLength(1);
    const again = toyExperiment();
    await expect(runWithWorkers(again.experiment, undefined, 1, settings)).rejects.toThrow('thirteen');
    expect(again.ran).toEqual(['lag 13/seed 1']);
  });

  test('a signal ends them in the middle of a part', async () => {
    const controller = new AbortController();
    const running = runWithWorkers(toyExperiment().experiment, worker, 2, {
      options: { count: 100 },
      signal: controller.signal,
      onProgress: ({ partDone }) => partDone > 0 && controller.abort(new Error('enough')),
    });
    await expect(running).rejects.toThrow('enough');
  });

  test('an experiment that the worker does not know is said to be so', async () => {
    const { experiment } = toyExperiment({ name: 'other' });
    await expect(runWithWorkers(experiment, worker, 1, {})).rejects.toThrow('serveParts: this worker has no experiment of the name other');
  });
});

describe('a folder of results', () => {
  test('holds one whole file for each part, from which another run goes on', async () => {
    const parts = join(folder, 'parts');
    const first = await runWithWorkers(toyExperiment().experiment, worker, 2, { folder: parts });
    expect(readdirSync(parts).map((name) => name.replace(/-[0-9a-f]{12}\.json$/, '')).sort()).toEqual(['lag-1-seed-1', 'lag-1-seed-2', 'lag-2-seed-1', 'lag-2-seed-2']);
    const { experiment, ran } = toyExperiment();
    expect(await runWithWorkers(experiment, undefined, 1, { folder: parts })).toEqual(first);
    expect(ran).toEqual([]);
  });

  test('is not taken for other options or another version', async () => {
    const parts = join(folder, 'identity');
    await runWithWorkers(toyExperiment().experiment, undefined, 1, { folder: parts, seeds: 1 });
    const otherOptions = toyExperiment();
    await runWithWorkers(otherOptions.experiment, undefined, 1, { folder: parts, seeds: 1, options: { count: 4 } });
    expect(otherOptions.ran).toHaveLength(2);
    const otherVersion = toyExperiment({ version: 2 });
    await runWithWorkers(otherVersion.experiment, undefined, 1, { folder: parts, seeds: 1 });
    expect(otherVersion.ran).toHaveLength(2);
  });

  test('that is damaged is written anew', async () => {
    const parts = join(folder, 'damaged');
    const settings = { folder: parts, seeds: 1, options: { lags: [7] } };
    const first = await runWithWorkers(toyExperiment().experiment, undefined, 1, settings);
    const path = join(parts, readdirSync(parts)[0]);
    const whole = readFileSync(path, 'utf8');
    for (const content of [whole.slice(0, 40), '', 'null', '{"identity":"another","result":1}']) {
      writeFileSync(path, content);
      const { experiment, ran } = toyExperiment();
      expect(await runWithWorkers(experiment, undefined, 1, settings)).toEqual(first);
      expect(ran).toHaveLength(1);
      expect(readFileSync(path, 'utf8')).toBe(whole);
    }
  });
});

describe('runExperimentInParallel', () => {
  test('runs an experiment of one’s own in this thread', async () => {
    const { experiment, ran } = toyExperiment();
    expect((await runExperimentInParallel(experiment, { threads: 2, seeds: 1 })).result).toEqual({ values: [{ lag: 1, seed: 1, value: 1001.3 }, { lag: 2, seed: 1, value: 2001.3 }] });
    expect(ran).toHaveLength(2);
  });

  test('refuses what is no number of threads', async () => {
    await expect(runExperimentInParallel(toyExperiment().experiment, { threads: 0 })).rejects.toThrow(
      new ValueError('runExperimentInParallel: not a number of threads: 0; a whole number of at least 1 is expected'),
    );
  });
});
