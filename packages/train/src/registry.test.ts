import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { losses } from './losses/index.js';
import { metrics } from './metrics/index.js';
import { optimizers } from './optimizers/index.js';
import { everySchedule } from './testing/everySchedule.js';
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
  for (const [name, schedule] of Object.entries(everySchedule)) expect(schedule.name).toBe(name);
});

test('options under names that are not known are refused: lr for learningRate would do nothing', () => {
  const strange = { lr: 0.1 } as object;
  for (const [name, make] of Object.entries(optimizers)) expect(() => make(strange)).toThrow(`${name}: unknown option: 'lr'; one of learningRate, `);
  for (const [name, make] of Object.entries(schedules)) {
    expect(() => (make as (options: object) => unknown)({ learningRate: 1, ...strange })).toThrow(`${name}: unknown option: 'lr'; one of learningRate`);
  }
  for (const [name, make] of Object.entries(losses)) {
    if (make.length > 0 || /^mean/.test(name)) continue;
    expect(() => (make as (options: object) => unknown)(strange)).toThrow(`${name}: unknown option: 'lr'; one of `);
  }
});
