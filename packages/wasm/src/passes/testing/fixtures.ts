// Only tests import this file.
/* eslint-disable no-restricted-imports */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Program } from '@rekur/tensor';
import { parseProgram } from '@rekur/tensor';

/**
 * Training steps of real models, as text: this package may import neither the layers nor the trainer. Each was printed by
 * `printProgram(createStepper(module, { loss, optimizer: adam(), clipNorm: 1, seed: 1 }, interpreter).trace(state, batch, 1).program)`
 * with a batch of 2 rows and 5 steps, 3 features and 4 hidden units: `sequential(lstm(3, 4), linear(4, 2))` with
 * `meanSquaredError` is lstm.txt; language.txt is an embedding, an LSTM, a linear layer and `crossEntropy`; the others are
 * named after what differs (two layers, both directions, lengths, remat …).
 */
export const fixtureNames = readdirSync(join(import.meta.dirname, 'fixtures')).map((file) => file.replace('.txt', ''));

export function fixture(name: string): Program {
  return parseProgram(readFileSync(join(import.meta.dirname, 'fixtures', `${name}.txt`), 'utf8'));
}
