import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defineCell, embedding, lastStep, linear, lstm, type Parameters, recurrent, sequential, xavierUniformInitializer } from '@rekur/rnn';
import { readSafetensors, tensorEntry, type TensorEntry, writeSafetensors } from '@rekur/safetensors';
import { add, cast, flattenTree, formatType, mapTree, matmul, randomKey, tanh, tensor, zeros } from '@rekur/tensor';
import { decodeModel, encodeModel, modelContent, ModelFileError } from './modelFile.js';
import { loadModel, saveModel } from './node/model.js';

const model = sequential(embedding(5, 3), lstm(3, 4, { layers: 2, bidirectional: true }), sequential(lastStep()), linear(8, 2));
const parameters = model.initialize(randomKey(7));
const tokens = tensor([[0, 4, 2]], { dtype: 'int32' });

const minimal = defineCell({
  name: 'minimal',
  states: ['h'],
  gates: [],
  parameters: ({ inputSize, hiddenSize }) => ({
    W: { shape: [hiddenSize, inputSize], initializer: xavierUniformInitializer() },
    U: { shape: [hiddenSize, hiddenSize], initializer: xavierUniformInitializer() },
  }),
  step: ({ W, U }, x, { h }) => ({
    state: { h: tanh(add(matmul(x, W, { transposeB: true }), matmul(h, U, { transposeB: true }))) },
    gates: {},
  }),
});

function bits(tree: Parameters): string {
  return flattenTree(tree).map(({ path, value }) => `${path} ${formatType(value)} ${Array.from(value.data).join()}`).join('\n');
}

/** The bytes of a model file after a change of its description or metadata. */
function changed(change: (metadata: Record<string, string>, description: Record<string, unknown>) => void): Uint8Array {
  const { tensors, metadata } = readSafetensors(encodeModel(model, parameters));
  const description = JSON.parse(metadata['description']) as Record<string, unknown>;
  change(metadata, description);
  return writeSafetensors({ tensors, metadata: { ...metadata, description: JSON.stringify(description) } });
}

describe('a model file', () => {
  test('gives back module, parameters and extra: outputs are the same to the bit', () => {
    const extra = { labels: ['low', 'high'], scale: { mean: 0.1, deviation: null } };
    const read = decodeModel(encodeModel(model, parameters, extra));
    expect(read.module.description).toEqual(model.description);
    expect(bits(read.parameters)).toBe(bits(parameters));
    expect(read.extra).toEqual(extra);
    expect(read.module.apply(read.parameters, tokens).output.data).toEqual(model.apply(parameters, tokens).output.data);
  });

  test('is the same bytes every time, and written again after reading', () => {
    const bytes = encodeModel(model, parameters, { a: 1 });
    const read = decodeModel(bytes);
    expect(encodeModel(read.module, read.parameters, read.extra)).toEqual(bytes);
  });

  test('keeps float64 parameters', () => {
    const wide = mapTree(parameters, (leaf) => cast(leaf, 'float64'));
    expect(bits(decodeModel(encodeModel(model, wide)).parameters)).toBe(bits(wide));
  });

  test('holds a cell of one’s own by name, and reading needs that cell', () => {
    const own = recurrent(minimal, 2, 3);
    const bytes = encodeModel(own, own.initialize(randomKey(1)));
    const read = decodeModel(bytes, { cells: { minimal } });
    const input = zeros([1, 2, 2]);
    expect(read.module.apply(read.parameters, input).output.shape).toEqual([1, 2, 3]);
    expect(() => decodeModel(bytes)).toThrow(
      /^decodeModel: model cannot be read: .*: cell is 'minimal'; one of .*lstm.* is expected; pass cells of your own as \{ cells \}; parts that fit together are expected$/,
    );
  });

  test('goes to a file and back', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rekur-model-'));
    try {
      const path = join(folder, 'model.safetensors');
      await saveModel(path, model, parameters, { note: 'x' });
      const read = await loadModel(path);
      expect(bits(read.parameters)).toBe(bits(parameters));
      expect(read.extra).toEqual({ note: 'x' });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('refuses parameters of another module, before anything is written', () => {
    const small = linear(2, 1);
    expect(() => encodeModel(small, linear(3, 1).initialize(randomKey(0)))).toThrow(
      new ModelFileError(
        'encodeModel: parameters are of another module: they are weight [1, 3], bias [1]; weight [1, 2], bias [1] is expected; pass the parameters that this module was trained with',
      ),
    );
  });

  test.each([[{ f: () => 1 }], [{ n: NaN }], [{ u: undefined }], [{ d: new Date(0) }], [{ m: new Map() }], [{ list: new Array(1) }]])(
    'refuses an extra that JSON would change: %o',
    (extra) => {
      expect(() => modelContent(model, parameters, extra)).toThrow(
        'encodeModel: extra is not JSON: it holds something else; strings, finite numbers, booleans, null, arrays and plain objects are expected',
      );
    },
  );
});

describe('decodeModel refuses', () => {
  test('files of another kind, and says which they are', () => {
    const other = (format: string, task: string): Uint8Array =>
      changed((metadata) => Object.assign(metadata, { format, task }));
    expect(() => decodeModel(other('rekur.checkpoint', ''))).toThrow(
      "decodeModel: not a model of one module: format 'rekur.checkpoint' version '1' for ''; format 'rekur.model' version '1' for 'module' is expected; decodeCheckpoint reads checkpoints",
    );
    expect(() => decodeModel(other('rekur.model', 'text'))).toThrow(
      "decodeModel: not a model of one module: format 'rekur.model' version '1' for 'text'; format 'rekur.model' version '1' for 'module' is expected; @rekur/tasks reads models of text and series",
    );
    expect(() => decodeModel(writeSafetensors({ tensors: {} }))).toThrow(
      "decodeModel: not a model of one module: format 'none' version 'none' for 'none'; format 'rekur.model' version '1' for 'module' is expected; pass a file that encodeModel wrote",
    );
  });

  const oneLinear = (weight: TensorEntry): Uint8Array => {
    const own = linear(2, 1);
    const { tensors, metadata } = readSafetensors(encodeModel(own, own.initialize(randomKey(0))));
    return writeSafetensors({ tensors: new Map([...tensors, ['weight', weight]]), metadata });
  };
  const misfits: [string, TensorEntry, string][] = [
    [
      'a parameter of the wrong shape',
      tensorEntry('F32', [2, 1], new Float32Array(2)),
      'linear: parameter does not fit: weight is float32[2, 1]; [1, 2] is expected; the parameters of a layer are those that its initialize returns',
    ],
    [
      'a parameter that is no float',
      tensorEntry('I32', [1, 2], new Int32Array(2)),
      "decodeModel: parameter does not fit: 'weight' is int32; float32 or float64 is expected, the same for all",
    ],
    [
      'parameters of two types',
      tensorEntry('F64', [1, 2], new Float64Array(2)),
      "decodeModel: parameter does not fit: 'bias' is float32; float32 or float64 is expected, the same for all",
    ],
  ];
  test.each(misfits)('%s', (_what, weight, message) => {
    expect(() => decodeModel(oneLinear(weight))).toThrow(`decodeModel: model cannot be read: ${message}; parts that fit together are expected`);
  });

  const cases: [string, (metadata: Record<string, string>, description: Record<string, unknown>) => void, string][] = [
    [
      'a size that the weights do not account for, before it is used',
      (_metadata, description) => void (description['module'] = { kind: 'linear', inputSize: 2 ** 40, outputSize: 1, bias: true }),
      `inputSize is ${2 ** 40}, and there are ${flattenTree(parameters).reduce((sum, { value }) => sum + value.size, 0)} weights`,
    ],
    ['a structure that names a tensor that is not there', (_metadata, description) => void (description['structure'] = { a: null }), "it has no tensor 'a'"],
    ['tensors that the structure does not name', (_metadata, description) => void (description['structure'] = {}), 'it has 19 tensors, and its structure names 0'],
    [
      'a structure that is no tree',
      (_metadata, description) => void (description['structure'] = { a: 'text' }),
      `structure: not a tree: 'a' is "text"; null for a tensor, arrays and objects are expected`,
    ],
    [
      'layers that do not follow each other',
      (_metadata, description) => {
        const { modules } = description['module'] as { modules: unknown[] };
        modules.splice(2, 1, { kind: 'meanOverTime' }, { kind: 'linear', inputSize: 9, outputSize: 2, bias: true });
      },
      'linear: input size differs: input is [1, 8]; [..., 9] is expected',
    ],
    [
      'more layers than there are parameters for',
      (_metadata, description) => void ((description['module'] as { modules: { layers: number }[] }).modules[1].layers = 3),
      "recurrent: parameter missing: there is no 'weight_ih_l2'",
    ],
    ['an unknown layer', (_metadata, description) => void (description['module'] = { kind: 'magic' }), "moduleFromDescription: not a module: kind is 'magic'"],
    ['no description of a module', (_metadata, description) => void delete description['module'], 'moduleFromDescription: not a module: the description is undefined'],
  ];
  test.each(cases)('%s', (_what, change, message) => {
    expect(() => decodeModel(changed(change))).toThrow(`decodeModel: model cannot be read: ${message}`);
  });

  test('a description that is not JSON', () => {
    const { tensors, metadata } = readSafetensors(encodeModel(model, parameters));
    expect(() => decodeModel(writeSafetensors({ tensors, metadata: { ...metadata, description: '{' } }))).toThrow(/^decodeModel: model cannot be read: .*JSON/);
  });
});

test('names such as __proto__ are names like any other', () => {
  const structure = JSON.parse('{"__proto__":{"weight":null}}') as unknown;
  const weight = { dtype: 'F32', shape: [1], bytes: new Uint8Array(4) } as const;
  const description = JSON.stringify({ module: { kind: 'lastStep' }, structure, extra: {} });
  const bytes = writeSafetensors({
    tensors: new Map([['__proto__.weight', weight]]),
    metadata: { format: 'rekur.model', version: '1', task: 'module', description },
  });
  const read = decodeModel(bytes);
  expect(Object.keys(read.parameters)).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(read.parameters)).toBe(Object.prototype);
});
