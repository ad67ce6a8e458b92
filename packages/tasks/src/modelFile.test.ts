import { describe, expect, test } from 'vitest';
import { type SafetensorsContent, tensorEntry, writeSafetensors } from '@rekur/safetensors';
import { tensor } from '@rekur/tensor';
import { decodeModelFile, encodeModelFile, type ModelFile } from './modelFile.js';

const model: ModelFile = {
  task: 'text',
  parameters: { 0: { weight: tensor([[1, 2]]) }, head: { __proto__weight: tensor(new Float64Array([0.1])) } },
  description: { name: 'é', size: 3 },
};

const metadata = { format: 'rekur.model', version: '1', task: 'text', description: '{}' };
const refusal = (changed: Record<string, string>, tensors: SafetensorsContent['tensors'] = new Map([['a', tensorEntry('F32', [1], new Float32Array(1))]])): string => {
  try {
    decodeModelFile(writeSafetensors({ tensors, metadata: { ...metadata, ...changed } }), 'x.safetensors');
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
};

describe('a model file', () => {
  test('gives back task, parameters and description', () => {
    const { task, parameters, description } = decodeModelFile(encodeModelFile(model));
    expect({ task, description }).toEqual({ task: 'text', description: { name: 'é', size: 3 } });
    expect(JSON.stringify(parameters)).toBe(JSON.stringify(model.parameters));
  });

  test('is the same bytes for the same model', () => {
    expect(Array.from(encodeModelFile(model))).toEqual(Array.from(encodeModelFile(model)));
  });

  test('keeps names that mean something to JavaScript as plain names', () => {
    const tensors = new Map([['__proto__.constructor', tensorEntry('F32', [1], Float32Array.of(5))]]);
    const { parameters } = decodeModelFile(writeSafetensors({ tensors, metadata }));
    expect(Object.keys(parameters)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(parameters)).toBe(Object.prototype);
  });

  test('of another kind, version, task or content is refused with its reason', () => {
    expect(refusal({ format: 'rekur.checkpoint' })).toBe(
      "decodeModelFile: not a model file: x.safetensors is a safetensors file of format 'rekur.checkpoint'; format 'rekur.model' is expected; rekur train --resume finishes a checkpoint",
    );
    expect(refusal({ version: '9' })).toBe("decodeModelFile: unknown version: x.safetensors has version '9'; version '1' is expected; update rekur");
    expect(refusal({ task: 'chess' })).toBe("decodeModelFile: unknown task: x.safetensors is for 'chess'; text, forecast or classify is expected; update rekur");
    expect(refusal({ description: '{' })).toBe(
      'decodeModelFile: not a model file: the description in x.safetensors is not JSON; a file written by rekur train is expected; train again',
    );
    expect(refusal({}, new Map([['a', tensorEntry('I64', [1], new BigInt64Array(1))]]))).toBe(
      "decodeModelFile: not a model file: 'a' in x.safetensors has dtype I64; F32 or F64 is expected; pass a file written by rekur train",
    );
    expect(() => decodeModelFile(encodeModelFile(model).subarray(0, 90), 'x.safetensors')).toThrow(
      /^decodeModelFile: not a model file: x\.safetensors is damaged or of another kind \(.*\); a file written by rekur train is expected; train again, or check that it was copied whole$/,
    );
  });
});
