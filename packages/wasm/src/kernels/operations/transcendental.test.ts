import { erf32, exp32, log32, sigmoid32, tanh32 } from '@rekur/tensor';
import { describe, expect, test } from 'vitest';
import type { ElementwiseName } from './index.js';
import { compileOperation } from './testing/compileOperation.js';

type Transcendental = Extract<ElementwiseName, 'exp' | 'log' | 'tanh' | 'sigmoid' | 'erf'>;

const references: Readonly<Record<Transcendental, (x: number) => number>> = { exp: exp32, log: log32, tanh: tanh32, sigmoid: sigmoid32, erf: erf32 };

const names = Object.keys(references) as Transcendental[];
const NEIGHBOURS = 60;

const wanted = new Float32Array(1);
const wantedBits = new Int32Array(wanted.buffer);

/** Arguments (as bits) whose results differ from the reference; NaN equals NaN. */
function differences(name: Transcendental, vectors: number, words: Int32Array): string[] {
  const count = Math.ceil(words.length / 64) * 64;
  const compiled = compileOperation({ name, dtypes: ['float32'], vectors }, count);
  const { operands, output } = compiled;
  operands[0].set(words);
  compiled.run(count);
  const x = new Float32Array(words.buffer, words.byteOffset, words.length);
  const y = new Float32Array(output.buffer, output.byteOffset, words.length);
  const found: string[] = [];
  for (let i = 0; i < words.length && found.length < 10; i++) {
    wanted[0] = references[name](x[i]);
    if (wantedBits[0] !== output[i] && !(Number.isNaN(wanted[0]) && Number.isNaN(y[i]))) found.push(`${name}(${x[i]}): ${y[i]}, not ${wanted[0]}`);
  }
  return found;
}

function bits(x: number): number {
  wanted[0] = x;
  return wantedBits[0];
}

/** Around every place where a formula changes, on both sides of 0. */
function edges(): Int32Array {
  const special = [0, 2 ** -149, 2 ** -126, 2 ** -24, 2 ** -12, 0.9375, 1, 2, 3.92, 3.95, 9.1, 10, 20, 2 ** 128 - 2 ** 104, Infinity];
  const exponential = [-105, -104, -103.97, -87.33654, 87.33654, 88.72284, 89];
  // Halves of n·ln 2, where n changes; also for tanh, which doubles its argument.
  const halves = Array.from({ length: 310 }, (_, n) => (n - 155 + 0.5) * Math.LN2).flatMap((x) => [x, x / 2]);
  const roots = Array.from({ length: 276 }, (_, n) => Math.SQRT1_2 * 2 ** (n - 148));
  const places = [...special, ...exponential, ...halves, ...roots].flatMap((x) => [bits(x), bits(-x)]);
  return Int32Array.from(places.flatMap((place) => Array.from({ length: 2 * NEIGHBOURS + 1 }, (_, step) => place + step - NEIGHBOURS)));
}

/** `count` words, their distance a prime: every exponent, both signs, NaNs. */
function strided(count: number): Int32Array {
  const stride = 2039;
  expect(count * stride).toBeGreaterThanOrEqual(2 ** 32);
  return Int32Array.from({ length: count }, (_, index) => index * stride);
}

describe.each(names)('%s', (name) => {
  test('has the bits of the reference all over float32', { timeout: 120_000 }, () => {
    expect(differences(name, 2, strided(2_106_500))).toEqual([]);
  });

  test.each([1, 2, 4, 16])('has the bits of the reference where formulas change, for %i vectors', (vectors) => {
    expect(differences(name, vectors, edges())).toEqual([]);
  });
});
