import { linear, observe, rnn, sequential } from '@rekur/rnn';
import { fromData, randomKey, type Tensor, uniform } from '@rekur/tensor';
import { adam, crossEntropy, fit } from '@rekur/train';

/** Classes of words and their words, after Elman 1990, table 3. */
const words = {
  human: ['man', 'woman', 'boy', 'girl'],
  animal: ['cat', 'mouse', 'dog'],
  monster: ['dragon', 'lion', 'monster'],
  fragile: ['glass', 'plate'],
  food: ['cookie', 'bread', 'sandwich'],
  intransitive: ['think', 'sleep'],
  destroy: ['break', 'smash'],
  eat: ['eat'],
  chase: ['see', 'chase', 'like'],
} as const;

type WordClass = keyof typeof words;

/** Sentences of three classes, or two, after Elman 1990, table 4. */
const sentences: readonly (readonly WordClass[])[] = [
  ['human', 'eat', 'food'],
  ['human', 'chase', 'human'],
  ['human', 'chase', 'animal'],
  ['human', 'destroy', 'fragile'],
  ['human', 'intransitive'],
  ['animal', 'eat', 'food'],
  ['animal', 'chase', 'animal'],
  ['animal', 'intransitive'],
  ['monster', 'eat', 'human'],
  ['monster', 'eat', 'animal'],
  ['monster', 'destroy', 'fragile'],
];

const HIDDEN = 20;
const SENTENCES = 3000;
const STREAMS = 8;
const TIME = 24;
const EPOCHS = 12;
const isVerb = (name: string): boolean => ['intransitive', 'destroy', 'eat', 'chase'].includes(name);

/** Elman's network on his sentences without full stops: it learns word classes by foreseeing the next word. */
export async function recordGrammar(): Promise<object> {
  const vocabulary = Object.values<readonly string[]>(words).flat();
  const stream = speak(vocabulary);
  const model = sequential(rnn(vocabulary.length, HIDDEN), linear(HIDDEN, vocabulary.length));
  const before = model.initialize(randomKey(1));
  const batches = batchesOf(stream, vocabulary.length);
  const options = { loss: crossEntropy, optimizer: adam({ learningRate: 0.01 }), clipNorm: 1, epochs: EPOCHS, seed: 1, parameters: before, engine: 'wasm' } as const;
  for await (const event of fit(model, batches, options)) {
    if (event.type !== 'end') continue;
    const read = stream.slice(0, 2400);
    const observed = observe(model, event.parameters, oneHot(read, 1, vocabulary.length)).steps['0.l0.h'];
    const states = rowsOf(observed);
    const means = vocabulary.map((_, word) => meanOf(states.filter((__, step) => read[step] === word)));
    const chosen = [['man', 'eat', 'cookie'], ['dragon', 'eat', 'man'], ['woman', 'smash', 'plate'], ['cat', 'chase', 'mouse'], ['boy', 'sleep']];
    return {
      vocabulary,
      classes: vocabulary.map((word) => (isVerb(classOf(word)) ? 'verb' : 'noun')),
      means,
      sentences: chosen.map((sentence) => {
        const ids = sentence.map((word) => vocabulary.indexOf(word));
        return { tokens: sentence, states: rowsOf(observe(model, event.parameters, oneHot(ids, 1, vocabulary.length)).steps['0.l0.h']) };
      }),
      recurrent: { before: matrixOf(before, HIDDEN), after: matrixOf(event.parameters, HIDDEN) },
    };
  }
  throw new Error('recordGrammar: the training ended without parameters');
}

function speak(vocabulary: readonly string[]): number[] {
  const drawn = uniform(randomKey(3), [SENTENCES, 4]).data;
  return Array.from({ length: SENTENCES }, (_, sentence) => {
    const pick = <Item>(items: readonly Item[], draw: number): Item => items[Math.floor(drawn[sentence * 4 + draw] * items.length)];
    return pick(sentences, 0).map((name, place) => vocabulary.indexOf(pick<string>(words[name], place + 1)));
  }).flat();
}

function batchesOf(stream: readonly number[], width: number) {
  const perStream = Math.floor((stream.length - 1) / STREAMS);
  return Array.from({ length: Math.floor(perStream / TIME) }, (_, batch) => {
    const rows = Array.from({ length: STREAMS }, (__, row) => row * perStream + batch * TIME);
    const ids = (shift: number): number[] => rows.flatMap((start) => stream.slice(start + shift, start + shift + TIME));
    return { inputs: oneHot(ids(0), STREAMS, width), targets: fromData(Int32Array.from(ids(1)), [STREAMS, TIME]) };
  });
}

function oneHot(ids: readonly number[], rows: number, width: number): Tensor {
  const data = new Float32Array(ids.length * width);
  ids.forEach((id, index) => (data[index * width + id] = 1));
  return fromData(data, [rows, ids.length / rows, width]);
}

function classOf(word: string): string {
  return Object.entries<readonly string[]>(words).find(([, members]) => members.includes(word))?.[0] ?? word;
}

function rowsOf({ shape: [, time, width], data }: Tensor): number[][] {
  return Array.from({ length: time }, (_, step) => Array.from(data.slice(step * width, (step + 1) * width)));
}

function meanOf(rows: readonly (readonly number[])[]): number[] {
  return rows[0].map((_, column) => rows.reduce((sum, row) => sum + row[column], 0) / rows.length);
}

function matrixOf(parameters: unknown, size: number): number[][] {
  const { data } = (parameters as { 0: { weight_hh_l0: Tensor } })[0].weight_hh_l0;
  return Array.from({ length: size }, (_, row) => Array.from(data.slice(row * size, (row + 1) * size)));
}
