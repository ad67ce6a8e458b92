/** The names of the bundled datasets. */
export type DatasetName = 'moby-dick' | 'air-passengers';

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

/** What is known of a bundled dataset without loading it. */
export interface DatasetEntry<Name extends DatasetName, Data extends TextDataset | SeriesDataset> {
  readonly name: Name;
  readonly kind: Data['kind'];
  readonly title: string;
  readonly description: string;
  /** Where the data comes from. */
  readonly source: string;
  readonly licence: string;
  /** Bytes of the data: UTF-8 for text, 8 a value for series. */
  readonly sizeBytes: number;
  /** The data. Its module is imported when this is called, not before. */
  load(): Promise<Data>;
}
