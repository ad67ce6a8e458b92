import { beforeAll, describe, expect, test } from 'vitest';
import { cells, defineCell, elmanTanhCell, lstmCell } from '@rekur/rnn';
import { tensor } from '@rekur/tensor';
import { decodeModelFile, encodeModelFile, type ModelFile } from '../modelFile.js';
import { generate } from './generate.js';
import type { TextModel } from './model.js';
import { textModelFile, textModelFromFile } from './textModelFile.js';
import { trainText, type TrainTextOptions } from './trainText.js';

const source = { name: 'rhyme', text: 'row, row, row your boat, gently down the stream.\n'.repeat(40) };

async function train(options: TrainTextOptions = {}): Promise<TextModel> {
  for await (const event of trainText(source, { steps: 2, hidden: 8, embedding: 4, batch: 4, time: 8, ...options })) {
    if (event.type === 'end') return event.model;
  }
  throw new Error('training did not end');
}

let model: TextModel;
let file: ModelFile;
beforeAll(async () => {
  model = await train();
  file = textModelFile(model);
});

const refusal = (changed: Partial<ModelFile['description']>, parameters = file.parameters): string => {
  try {
    textModelFromFile({ ...file, parameters, description: { ...file.description, ...changed } });
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
};

describe('a text model file', () => {
  test('brings the model back whole: the same card and the same text', () => {
    const again = textModelFromFile(decodeModelFile(encodeModelFile(file)));
    expect(again.card).toEqual(model.card);
    expect(Array.from(generate(again, { length: 50 }))).toEqual(Array.from(generate(model, { length: 50 })));
    expect(Array.from(encodeModelFile(textModelFile(again)))).toEqual(Array.from(encodeModelFile(file)));
  });

  test('keeps a cell of one\'s own by name, which is needed to read it', async () => {
    const cell = defineCell({ ...elmanTanhCell, name: 'my-cell' });
    const own = decodeModelFile(encodeModelFile(textModelFile(await train({ cell }))));
    expect(() => textModelFromFile(own)).toThrow(
      "textModelFromFile: model is damaged: cellFromDescription: not a cell: cell is 'my-cell'; " +
        `one of ${Object.keys(cells).join(', ')} is expected; pass cells of your own as { cells }; parts that fit together are expected; train it again`,
    );
    const read = textModelFromFile(own, { cells: { 'my-cell': cell } });
    expect(Array.from(generate(read, { length: 5, cells: { 'my-cell': cell } }))).toHaveLength(5);
  });

  test('of another task is refused', () => {
    expect(() => textModelFromFile({ ...file, task: 'forecast' })).toThrow(
      'textModelFromFile: model of another task: its task is forecast; a model that was trained on a text is expected; rekur forecast uses models of series',
    );
  });

  test('whose parts do not fit is refused, each with its reason', () => {
    const { tokenizer } = model;
    const more = { ...tokenizer, characters: [...tokenizer.characters, 'z'] };
    expect(refusal({ tokenizer: more })).toContain('model is damaged: gather: index out of range');
    expect(refusal({ tokenizer: { ...tokenizer, characters: tokenizer.characters.slice(1) } })).toBe(
      'textModelFromFile: model is damaged: it has 21 outputs for 20 characters; parts that fit together are expected; train it again',
    );
    expect(refusal({ tokenizer: undefined })).toContain('characterTokenizerFromJSON: not a character tokenizer');
    expect(refusal({ module: { kind: 'eval' } })).toContain("kind is 'eval'");
    expect(refusal({ card: {} })).toContain('model is damaged: its card is not readable;');
    const double = { ...file.parameters, 2: { weight: tensor(new Float64Array(1)) } };
    expect(refusal({}, double)).toContain('model is damaged: 2.weight is float64, not float32;');
    const { 1: recurrent, ...others } = file.parameters;
    expect(recurrent).toBeDefined();
    expect(refusal({}, { ...others, 1: {} })).toContain('model is damaged: recurrent: parameter missing');
  });

  test('that claims a huge size is refused before anything of that size is made', () => {
    const modules = (file.description['module'] as { modules: object[] }).modules;
    const huge = { kind: 'sequential', modules: [modules[0], { ...modules[1], hiddenSize: 2 ** 40 }, modules[2]] };
    expect(refusal({ module: huge })).toContain('model is damaged: hiddenSize is 1099511627776, and there are 721 weights;');
  });

  test('records the cell that a checkpoint was made with', async () => {
    expect(model.card.settings.cell).toBe(lstmCell.name);
  });
});
