import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { losses } from './losses/index.js';
import { metrics } from './metrics/index.js';
import { optimizers } from './optimizers/index.js';
import { schedules } from './schedules/index.js';

/** Files of a folder that hold one thing each, by name. */
function filesOf(folder: string, shared: readonly string[]): string[] {
  return readdirSync(join(import.meta.dirname, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => entry.name.slice(0, -'.ts'.length))
    .filter((name) => name !== 'index' && !shared.includes(name))
    .sort();
}

test('every loss, metric, optimiser and schedule is in its list under the name of its file', () => {
  expect(Object.keys(losses).sort()).toEqual(filesOf('losses', ['loss']));
  expect(Object.keys(metrics).sort()).toEqual(filesOf('metrics', ['classes', 'counted']));
  expect(Object.keys(optimizers).sort()).toEqual(filesOf('optimizers', ['optimizer', 'slots', 'zip']));
  expect(Object.keys(schedules).sort()).toEqual(filesOf('schedules', ['schedule', 'require']));
});

test('an optimiser and a schedule call themselves by the name in the list', () => {
  for (const [name, make] of Object.entries(optimizers)) expect(make().name).toBe(name);
  const options = { learningRate: 1, every: 1, totalSteps: 1, milestones: [], gamma: 1 };
  for (const [name, make] of Object.entries(schedules)) expect(make(options).name).toBe(name);
});
