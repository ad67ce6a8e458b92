import type { Tensor } from '@rekur/tensor';
import type { GeneratedBatches, GeneratedOptions } from './generated/generatedBatches.js';

/** The names of the bundled datasets. */
export type BundledName = 'moby-dick' | 'air-passengers' | 'us-births' | 'sunspots' | 'digits' | 'first-names';

/** The names of the generated tasks. */
export type GeneratedName = 'adding' | 'copying' | 'temporal-order' | 'embedded-reber' | 'lag';

export type DatasetName = BundledName | GeneratedName;

/** One text. */
export interface TextDataset {
  readonly kind: 'text';
  readonly name: string;
  readonly title: string;
  /** Lines end with `\n`. */
  readonly text: string;
}

/** Distance between two times of a series. `business-daily` is Monday to Friday; `other` is anything not listed. */
export type Frequency = 'hourly' | 'daily' | 'business-daily' | 'weekly' | 'monthly' | 'quarterly' | 'yearly' | 'other';

/** Values at equally spaced times, oldest first. */
export interface Series {
  /** One label a value, as in the source: `1949-01`. */
  readonly times: readonly string[];
  readonly values: Float64Array;
  /** What the values are: `passengers`. */
  readonly valueName: string;
  /** Unit of the values; empty if unknown. */
  readonly unit: string;
  /** Steps in a season: 12 for months; 1 if there is no season. */
  readonly period: number;
  /** Distance between two times. */
  readonly frequency: Frequency;
}

/** A bundled {@link Series}. */
export interface SeriesDataset extends Series {
  readonly kind: 'series';
  readonly name: string;
  readonly title: string;
}

/** Sequences, each with its class. `batches` takes them as they are. */
export interface LabelledSequences {
  /** float32 [examples, time, features] */
  readonly inputs: Tensor;
  /** int32 [examples], from 0 */
  readonly labels: Tensor;
}

/** Small images, to be read as sequences. */
export interface DigitsDataset {
  readonly kind: 'images';
  readonly name: string;
  readonly title: string;
  /** Height and width in pixels. */
  readonly imageSize: readonly [number, number];
  /** What each label stands for. */
  readonly classes: readonly string[];
  readonly train: LabelledSequences;
  readonly test: LabelledSequences;
}

/** A text with its class. */
export interface LabelledText {
  readonly text: string;
  /** Index in `classes`. */
  readonly label: number;
}

/** Short texts, each with its class. */
export interface NamesDataset {
  readonly kind: 'labelled-text';
  readonly name: string;
  readonly title: string;
  /** What each label stands for. */
  readonly classes: readonly string[];
  readonly train: readonly LabelledText[];
  readonly test: readonly LabelledText[];
}

/** A task whose examples are computed. Its own function, `adding` and so on, has more options. */
export interface GeneratedDataset {
  readonly kind: 'generated';
  readonly name: string;
  readonly title: string;
  /** What the ids of int32 inputs stand for; empty where inputs are numbers. */
  readonly symbols: readonly string[];
  /** What int32 targets stand for; empty where targets are numbers. */
  readonly classes: readonly string[];
  /** Examples in the size of the paper, symbols as int32 ids [batch, time]. */
  batches(options: GeneratedOptions): GeneratedBatches;
}

/** Any dataset, loaded; `kind` tells which. */
export type LoadedDataset = TextDataset | SeriesDataset | DigitsDataset | NamesDataset | GeneratedDataset;

/** What is known of a dataset without loading it. */
export interface DatasetEntry<Name extends DatasetName, Data extends LoadedDataset> {
  readonly name: Name;
  readonly kind: Data['kind'];
  readonly title: string;
  readonly description: string;
  /** Where the data comes from, or the paper that describes the task. */
  readonly source: string;
  /** Of the data; `generated` where there is none. */
  readonly licence: string;
  /** Bytes of the data: UTF-8 for text, 8 a value for series, one a pixel and label for images; 0 if generated. */
  readonly sizeBytes: number;
  /** The data. A large module is imported when this is called, not before. */
  load(): Promise<Data>;
}
