import type { Cell, CellDescription, Module } from '@rekur/rnn';
import { cellFromDescription, dropout, embedding, lastStep, linear, maxOverTime, meanOverTime, recurrent, sequential } from '@rekur/rnn';
import { concat, reshape, slice } from '@rekur/tensor';
import type { Pooling } from './settings.js';

/** The network of a classifier: plain data, from which {@link classifyNetwork} builds it. */
export interface ClassifyForm {
  readonly input: 'characters' | 'numbers';
  /** Ids of the embedding, or features of a step. */
  readonly size: number;
  readonly embedding: number;
  readonly cell: string;
  /** What the cell was made with, where its name alone does not say. */
  readonly cellOptions?: CellDescription['options'];
  readonly hidden: number;
  readonly layers: number;
  readonly bidirectional: boolean;
  readonly pooling: Pooling;
  readonly dropout: number;
  /** Number of classes. */
  readonly classes: number;
}

/**
 * Recurrent layers over characters or numbers, what they know at the end, and a linear layer: int32 ids [batch, time] or
 * float32 [batch, time, features] → logits [batch, classes].
 * @throws ValueError for a cell that is not known.
 */
export function classifyNetwork(form: ClassifyForm, own: Readonly<Record<string, Cell>> = {}): Module {
  const { input, size, hidden, layers, bidirectional, classes } = form;
  const cell = cellFromDescription({ name: form.cell, options: form.cellOptions }, own);
  const texts = input === 'characters';
  const between = layers > 1 ? { dropout: form.dropout } : {};
  return sequential(
    ...(texts ? [embedding(size, form.embedding)] : []),
    recurrent(cell, texts ? form.embedding : size, hidden, { layers, bidirectional, ...between }),
    poolingModule(form),
    ...(form.dropout > 0 ? [dropout(form.dropout)] : []),
    linear(bidirectional ? 2 * hidden : hidden, classes),
  );
}

/** Every step → one vector: [batch, time, width] → [batch, width]. */
function poolingModule({ pooling, bidirectional, hidden }: ClassifyForm): Module {
  if (pooling === 'mean') return meanOverTime();
  if (pooling === 'max') return maxOverTime();
  return bidirectional ? bothEnds(hidden) : lastStep();
}

/**
 * What each direction knows when it has read everything: the forward half of the last step, the reverse half of the first,
 * [batch, time, 2·hidden] → [batch, 2·hidden].
 */
function bothEnds(hidden: number): Module {
  const last = lastStep();
  return {
    description: { kind: 'bothEnds', hidden },
    initialize: () => ({}),
    initialState: () => ({}),
    apply(_parameters, input, _state, context) {
      const forward = last.apply({}, slice(input, 2, 0, hidden), undefined, context).output;
      const reverse = reshape(slice(slice(input, 1, 0, 1), 2, hidden, 2 * hidden), forward.shape);
      return { output: concat([forward, reverse], 1), state: {} };
    },
  };
}
