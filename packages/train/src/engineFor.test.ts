import { expect, test } from 'vitest';
import { interpreter } from '@rekur/tensor';
import { referenceEngine } from '@rekur/wasm';
import { defaultEngine, engineFor, engineNames } from './engineFor.js';

test('gives an engine by name, one that is made already as it is, and the default', () => {
  expect(engineNames).toEqual(['wasm', 'interpreter']);
  for (const name of engineNames) expect(engineFor(name)).toMatchObject({ prepare: expect.any(Function) as unknown });
  expect(engineFor('interpreter')).toBe(referenceEngine);
  expect(engineFor(interpreter)).toBe(interpreter);
  expect(engineFor().name).toBe(engineFor(defaultEngine).name);
  expect(engineFor('wasm', { width: 128, arithmetic: 'separate', threads: undefined })).toMatchObject({ createSession: expect.any(Function) as unknown });
});

test('refuses what is no engine', () => {
  expect(() => engineFor('toString' as never)).toThrow("engineFor: no such engine: 'toString'; 'wasm' or 'interpreter', or an Engine of your own, is expected");
  const old = { name: 'mine', prepare: () => () => [] } as never;
  expect(() => engineFor(old)).toThrow(
    "engineFor: no such engine: an engine of type object that lacks createSession; 'wasm' or 'interpreter', or an Engine of your own, is expected",
  );
  expect(() => engineFor(null as never)).toThrow('an engine of type object that lacks name, prepare, createSession; ');
});

test('refuses options that the engine does not have', () => {
  expect(() => engineFor('interpreter', { threads: 2 })).toThrow(
    "engineFor: options do not fit the engine: threads is given for 'interpreter'; options are for 'wasm'; leave threads out",
  );
  expect(() => engineFor(interpreter, { width: 128 })).toThrow('width is given for one that is made already; ');
});
