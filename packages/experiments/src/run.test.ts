import { ValueError } from '@rekur/tensor';
import { describe, expect, test } from 'vitest';
import type { Json, RunProgress } from './experiment.js';
import { experiments, findExperiment } from './registry.js';
import { runExperiment } from './run.js';
import type { PartStore } from './schedule.js';
import { toyExperiment } from './testing/toyExperiment.js';
import { packageVersion } from './version.js';

function memoryStore(): PartStore & { readonly kept: Map<string, Json> } {
  const kept = new Map<string, Json>();
  return { kept, load: ({ key }) => kept.get(key), save: ({ key }, result) => void kept.set(key, result) };
}

describe('runExperiment', () => {
  test('gives the result with all that it depends on', async () => {
    const run = await runExperiment(toyExperiment().experiment, { options: { lags: [4] }, seeds: 2 });
    expect(run).toEqual({
      experiment: 'toy',
      version: `${packageVersion}-1`,
      options: { count: 3, rate: 0.5, lags: [4], cells: ['lstm'], mode: 'work', quick: false },
      seeds: 2,
      result: { values: [{ lag: 4, seed: 1, value: 4001.3 }, { lag: 4, seed: 2, value: 4002.3 }] },
    });
  });

  test('tells how far it is, never backwards, and ends at 1', async () => {
    const told: RunProgress[] = [];
    await runExperiment(toyExperiment().experiment, { onProgress: (progress) => void told.push(progress) });
    const done = told.map((progress) => progress.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(told[told.length - 1]).toEqual({ done: 1, parts: 4, finishedParts: 4, part: 'lag 2/seed 2', partDone: 1 });
    expect(told[1]).toEqual({ done: 1 / 12, parts: 4, finishedParts: 0, part: 'lag 1/seed 1', partDone: 1 / 3, words: 'counted 1' });
  });

  test('does not run again what is stored, and gives the same result', async () => {
    const store = memoryStore();
    const { experiment, ran } = toyExperiment();
    const first = await runExperiment(experiment, { store });
    expect(ran).toHaveLength(4);
    expect(await runExperiment(experiment, { store })).toEqual(first);
    expect(ran).toHaveLength(4);
    const more = await runExperiment(experiment, { store, seeds: 3 });
    expect(ran.slice(4)).toEqual(['lag 1/seed 3', 'lag 2/seed 3']);
    expect(more.result).toEqual((await runExperiment(experiment, { seeds: 3 })).result);
  });

  test('goes on after an error with what it had stored', async () => {
    const store = memoryStore();
    const { experiment, ran } = toyExperiment();
    const options = { lags: [1, 13, 2], mode: 'break' };
    await expect(runExperiment(experiment, { store, options, seeds: 1 })).rejects.toThrow(new RangeError('thirteen'));
    expect([...store.kept.keys()]).toEqual(['lag 1/seed 1']);
    await expect(runExperiment(experiment, { store, options, seeds: 1 })).rejects.toThrow('thirteen');
    expect(ran).toEqual(['lag 1/seed 1', 'lag 13/seed 1', 'lag 13/seed 1']);
  });

  test('ends with the reason of a signal, in the middle of a part', async () => {
    const controller = new AbortController();
    const { experiment, ran } = toyExperiment();
    const running = runExperiment(experiment, { signal: controller.signal, onProgress: ({ part, partDone }) => part === 'lag 2/seed 1' && partDone > 0 && controller.abort(new Error('enough')) });
    await expect(running).rejects.toThrow('enough');
    expect(ran).toEqual(['lag 1/seed 1', 'lag 2/seed 1']);
  });

  test.each([0, 1.5, -1])('refuses %d seeds', async (seeds) => {
    await expect(runExperiment(toyExperiment().experiment, { seeds })).rejects.toThrow(
      new ValueError(`runExperiment: not a number of seeds: ${seeds}; a whole number of at least 1 is expected`),
    );
  });

  test('refuses two parts of one key', async () => {
    const { experiment } = toyExperiment({ parts: () => [{ key: 'a' }, { key: 'b' }, { key: 'a' }] });
    await expect(runExperiment(experiment)).rejects.toThrow(new ValueError('runExperiment: two parts of one key: a; a key of its own is expected for each part'));
  });

  test('refuses results that JSON would change, with their place', async () => {
    const { experiment } = toyExperiment({ runPart: async () => ({ losses: [1, NaN] }) });
    await expect(runExperiment(experiment)).rejects.toThrow(
      new ValueError('lag 1/seed 1: result is not plain data: result.losses[1] is NaN; finite numbers are expected; leave it out, or write null'),
    );
    const typed = toyExperiment({ runPart: async () => Float32Array.of(1) as unknown as Json });
    await expect(runExperiment(typed.experiment)).rejects.toThrow(/result is of type Float32Array; plain objects, arrays, numbers, texts and booleans are expected/);
  });
});

describe('experiments', () => {
  test('are found by their names', () => {
    for (const [name, experiment] of Object.entries(experiments)) {
      expect(experiment.name).toBe(name);
      expect(findExperiment(name)).toBe(experiment);
    }
  });

  test('an unknown name is refused with the nearest one', () => {
    const names = Object.keys(experiments).join(', ');
    expect(() => findExperiment('copynode')).toThrow(new ValueError(`findExperiment: no such experiment: "copynode"; the experiments are ${names}; did you mean "copy-nodes"?`));
  });

  test.each(Object.values(experiments).map((experiment) => [experiment.name, experiment] as const))('%s speaks both languages and has parts for any seeds', (_name, { title, claim, options, parts, paper }) => {
    for (const words of [title, claim, ...Object.values(options).map(({ meaning }) => meaning)]) {
      expect(words.en.trim()).not.toBe('');
      expect(words.ko).toMatch(/[가-힣]|[A-Za-z]/);
    }
    expect(paper.year).toBeGreaterThan(1900);
    const defaults = Object.fromEntries(Object.entries(options).map(([name, spec]) => [name, spec.default]));
    const keys = parts(defaults, 3).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual(expect.arrayContaining(parts(defaults, 2).map(({ key }) => key)));
  });
});
