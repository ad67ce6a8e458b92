import type { Cell, Module } from '@rekur/rnn';
import { embedding, linear, recurrent, sequential } from '@rekur/rnn';
import type { TextSettings } from './settings.js';

/** Embedding → recurrent layers → linear: int32 ids [batch, time] → logits [batch, time, vocabulary]. */
export function textNetwork(settings: TextSettings, vocabulary: number, cell: Cell): Module {
  return sequential(
    embedding(vocabulary, settings.embedding),
    recurrent(cell, settings.embedding, settings.hidden, { layers: settings.layers }),
    linear(settings.hidden, vocabulary),
  );
}
