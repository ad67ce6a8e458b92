import { describe, flattenTree, formatShape, randomKey, type Shape, type Tensor, trace, ValueError, type ValueType } from '@rekur/tensor';
import type { Module, ModuleDescription } from './module.js';

export interface LayerSummary {
  /** Where it stands in the model, as in the names of its parameters. */
  readonly path: string;
  /** Such as `lstm 64 → 256, 2 layers`. */
  readonly title: string;
  readonly output: Shape;
  /** How many numbers are learned. */
  readonly parameters: number;
}

export interface Summary {
  readonly layers: readonly LayerSummary[];
  readonly parameters: number;
  /** Bytes of all parameters as float32. */
  readonly bytes: number;
  /** All of it as a table. */
  readonly text: string;
}

export interface SummaryOptions {
  batch?: number;
  time?: number;
  /** What the model reads; default: what its first layer says it reads. */
  input?: ValueType;
}

/**
 * What a model is made of: each layer's title, output shape and number of parameters. Nothing is computed but first values.
 * @throws ValueError if the model does not say what it reads and `input` is not given.
 */
export function summary(model: Module, { batch = 1, time = 1, input = inputOf(model.description, batch, time) }: SummaryOptions = {}): Summary {
  const applied: { path: string; part: Module; output: Tensor }[] = [];
  const parameters = model.initialize(randomKey(0));
  const observer = { applied: (path: string, part: Module, output: Tensor) => void applied.push({ path, part, output }) };
  trace((x) => {
    const { output } = model.apply(parameters, x, undefined, { observer });
    applied.push({ path: '', part: model, output });
    return [output];
  }, [input]);

  const leaves = flattenTree(parameters);
  const count = (path: string): number => leaves.filter((leaf) => within(leaf.path, path)).reduce((total, { value }) => total + value.size, 0);
  const layers = applied
    .filter(({ path }) => !applied.some((other) => other.path !== path && within(other.path, path)))
    .map(({ path, part, output }) => ({ path, title: titleOf(part.description), output: output.shape, parameters: count(path) }));
  const total = count('');
  return { layers, parameters: total, bytes: 4 * total, text: tableOf(layers, total) };
}

function within(path: string, container: string): boolean {
  return container === '' || path.startsWith(`${container}.`);
}

/** The first part that says what it reads. */
function inputOf(description: ModuleDescription, batch: number, time: number): ValueType {
  const found = readerOf(description);
  if (found?.kind === 'embedding') return { shape: [batch, time], dtype: 'int32' };
  if (typeof found?.inputSize === 'number') return { shape: [batch, time, found.inputSize], dtype: 'float32' };
  throw new ValueError(
    describe('summary', 'input unknown', `the model begins with '${description.kind}'`, 'a layer that says what it reads is expected', "pass { input: { shape, dtype: 'float32' } }"),
  );
}

function readerOf(description: ModuleDescription): ModuleDescription | undefined {
  if (description.kind === 'residual') return readerOf(description.module as ModuleDescription);
  if (description.kind !== 'sequential') return description;
  return (description.modules as readonly ModuleDescription[]).map(readerOf).find((part) => part?.kind !== 'dropout');
}

function titleOf(description: ModuleDescription): string {
  const { kind, cell, inputSize, hiddenSize, outputSize, projectionSize, layers, bidirectional, count, width, rate, module } = description;
  const says = (when: boolean, text: string): string => (when ? `, ${text}` : '');
  switch (kind) {
    case 'recurrent':
      return (
        `${String(cell)} ${String(inputSize)} → ${String(hiddenSize)}` +
        says(projectionSize !== undefined, `projected to ${String(projectionSize)}`) +
        says(Number(layers) > 1, `${String(layers)} layers`) +
        says(bidirectional === true, 'bidirectional')
      );
    case 'linear':
      return `linear ${String(inputSize)} → ${String(outputSize)}`;
    case 'embedding':
      return `embedding ${String(count)} → ${String(width)}`;
    case 'dropout':
      return `dropout ${String(rate)}`;
    case 'residual':
      return `residual: ${titleOf(module as ModuleDescription)}`;
    default:
      return kind;
  }
}

function tableOf(layers: readonly LayerSummary[], total: number): string {
  const number = (value: number): string => value.toLocaleString('en-US');
  const rows = [
    ['layer', 'is', 'output', 'parameters'],
    ...layers.map(({ path, title, output, parameters }) => [path || 'model', title, formatShape(output), number(parameters)]),
    ['total', '', '', number(total)],
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row: readonly string[]): string =>
    row.map((text, column) => (column === 3 ? text.padStart(widths[column]) : text.padEnd(widths[column]))).join('  ');
  return [...rows.map(line), `${number(4 * total)} bytes as float32`].join('\n');
}
