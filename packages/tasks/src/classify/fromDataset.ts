import type { DigitsDataset, NamesDataset } from '@rekur/datasets';
import type { ClassifySource, LabelledInputs } from './data.js';

/** A bundled dataset with labels as a source: images are read row by row, texts character by character. */
export function labelledFromDataset(data: DigitsDataset | NamesDataset): ClassifySource {
  const { name } = data;
  if (data.kind === 'images') {
    const part = ({ inputs, labels }: DigitsDataset['train']): LabelledInputs => ({
      inputs: inputs.toArray() as unknown as number[][][],
      labels: Array.from(labels.data, (label) => data.classes[label]),
    });
    return { name, ...part(data.train), test: part(data.test) };
  }
  const part = (examples: NamesDataset['train']): LabelledInputs => ({
    inputs: examples.map(({ text }) => text),
    labels: examples.map(({ label }) => data.classes[label]),
  });
  return { name, ...part(data.train), test: part(data.test) };
}
