import { embedding, linear, lstm, sequential } from '@rekur/rnn';
import { flattenTree, keyTensor, randomKey, rebuildTree, tensor, trace, type Tree, zeros } from '@rekur/tensor';
import { adam, crossEntropy, trainingStep, type TrainingState } from '@rekur/train';
import { explainProgram, type MemoryReport } from '@rekur/wasm';

const BATCH = 16;
const TIME = 64;
const CHARACTERS = 83;

/** What the compiler makes of a training step of the LSTM that reads Moby-Dick: operations and memory. */
export async function recordCompiled(): Promise<object> {
  const model = sequential(embedding(CHARACTERS, 16), lstm(16, 48), linear(48, CHARACTERS));
  const parameters = model.initialize(randomKey(1));
  const optimizer = adam();
  const resident = { parameters, optimizer: optimizer.initialize(parameters), carried: model.initialState(BATCH, 'float32', parameters) } as unknown as Tree;
  const batch = { inputs: zeros([BATCH, TIME], 'int32'), targets: zeros([BATCH, TIME], 'int32'), reset: zeros([BATCH], 'bool') };
  const scalars = Object.fromEntries(Object.entries(optimizer.scalars(1)).map(([name, value]) => [name, tensor(value)]));
  const given = { batch, scalars, key: keyTensor(randomKey(1)) };
  const stay = flattenTree(resident);
  const come = flattenTree(given);
  let outputNames: string[] = [];
  const { program, captured } = trace((...values) => {
    const state = rebuildTree(resident, values.slice(0, stay.length)) as unknown as TrainingState;
    const { batch: ownBatch, scalars: ownScalars, key } = rebuildTree(given, values.slice(stay.length));
    const { state: next, ...results } = trainingStep(model, { loss: crossEntropy, optimizer, clipNorm: 1 }, state, ownBatch, ownScalars, key);
    const outputs = [...flattenTree(next as unknown as Tree), ...flattenTree(results)];
    outputNames = outputs.map(({ path }) => path);
    return outputs.map(({ value }) => value);
  }, [...stay, ...come].map(({ value: { shape, dtype } }) => ({ shape, dtype })));
  const paths = stay.map(({ path }) => path);
  const numberOf = (name: string): number | undefined => (paths.includes(name) ? paths.indexOf(name) : undefined);
  const inputNames = [...paths, ...come.map(({ path }) => path), ...captured.map((_, index) => `captured ${index}`)];
  const binding = { inputs: inputNames.map((_, index) => (index < stay.length ? index : undefined)), outputs: outputNames.map(numberOf) };
  const { work, traffic, memory, nodes } = explainProgram(program, binding, { inputNames, outputNames, width: 128 });
  return { work, traffic, memory, lines: nodes.split('\n').length, plan: placesOf(memory) };
}

/**
 * Where the largest buffers lie: `explainProgram` names no addresses, but the compiler's rule is simple. It places the largest first, each
 * at the lowest address where nothing lives at the same time, so what is smaller changes nothing.
 */
function placesOf({ reserved, residents, largest }: MemoryReport): object[] {
  const placed: { name: string; role: string; offset: number; bytes: number; first: number; last: number }[] = [];
  for (const { name, meaning = name, role, bytes, from, to = Infinity } of largest) {
    if (role !== 'scratch') continue;
    const alive = placed.filter(({ first, last }) => first <= to && from <= last).sort((a, b) => a.offset - b.offset);
    const offset = alive.reduce((place, other) => (place + bytes <= other.offset ? place : Math.max(place, other.offset + other.bytes)), reserved + residents);
    placed.push({ name: meaning, role, offset, bytes, first: from, last: to });
  }
  return placed;
}
