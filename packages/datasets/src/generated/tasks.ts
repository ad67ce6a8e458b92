import type { DatasetEntry, GeneratedDataset, GeneratedName } from '../dataset.js';
import { adding } from './adding.js';
import { copying, copyingSymbols } from './copying.js';
import type { GeneratedBatches, GeneratedOptions } from './generatedBatches.js';
import { lagTask, lagTaskSymbols } from './lagTask.js';
import { embeddedReber, reberSymbols } from './reber.js';
import { temporalOrder, temporalOrderSymbols } from './temporalOrder.js';

const lstmPaper = 'S. Hochreiter & J. Schmidhuber, Long Short-Term Memory, Neural Computation 9(8), 1997';

/** The generated tasks by name, as the registry lists them. */
export const generatedTasks: { readonly [Name in GeneratedName]: DatasetEntry<Name, GeneratedDataset> } = {
  adding: entry(
    'adding',
    'The adding problem',
    'Add two marked values, far apart among a hundred others.',
    `${lstmPaper}, experiment 4`,
    { symbols: [], classes: [], batches: adding },
  ),
  copying: entry(
    'copying',
    'The copying problem',
    'Ten symbols, a hundred blanks, then say the ten symbols.',
    'M. Arjovsky, A. Shah & Y. Bengio, Unitary Evolution Recurrent Neural Networks, ICML 2016, section 5.1',
    { symbols: copyingSymbols, classes: copyingSymbols, batches: (options) => copying({ ...options, as: 'ids' }) },
  ),
  'temporal-order': entry(
    'temporal-order',
    'Temporal order',
    'Two of a hundred symbols are X or Y: which, and in which order?',
    `${lstmPaper}, experiment 6a`,
    {
      symbols: temporalOrderSymbols,
      classes: ['XX', 'XY', 'YX', 'YY'],
      batches: (options) => temporalOrder({ ...options, as: 'ids' }),
    },
  ),
  'embedded-reber': entry(
    'embedded-reber',
    'The embedded Reber grammar',
    'Predict each next symbol; the last but one repeats the second.',
    `${lstmPaper}, experiment 1`,
    { symbols: reberSymbols, classes: reberSymbols, batches: (options) => embeddedReber({ ...options, as: 'ids' }) },
  ),
  lag: entry(
    'lag',
    'A long time lag',
    'x or y, then a hundred steps or more of distractors: which was it?',
    `${lstmPaper}, experiment 2c`,
    { symbols: lagTaskSymbols(100), classes: ['x', 'y'], batches: (options) => lagTask({ ...options, as: 'ids' }) },
  ),
};

interface Task {
  readonly symbols: readonly string[];
  readonly classes: readonly string[];
  readonly batches: (options: GeneratedOptions) => GeneratedBatches;
}

function entry<Name extends GeneratedName>(
  name: Name,
  title: string,
  description: string,
  source: string,
  task: Task,
): DatasetEntry<Name, GeneratedDataset> {
  const load = async (): Promise<GeneratedDataset> => ({ kind: 'generated', name, title, ...task });
  return { name, kind: 'generated', title, description, source, licence: 'generated', sizeBytes: 0, load };
}
