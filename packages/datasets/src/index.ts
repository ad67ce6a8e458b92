export { airPassengers } from './airPassengers.js';
export { batches } from './batches.js';
export type { Batch, Batches, BatchOptions } from './batches.js';
export { bucketBatches } from './bucketBatches.js';
export type { BucketOptions } from './bucketBatches.js';
export { inferPeriod } from './csv/inferPeriod.js';
export { parseCsv } from './csv/parseCsv.js';
export type { CsvOptions } from './csv/parseCsv.js';
export { seriesFromCsv } from './csv/seriesFromCsv.js';
export type { SeriesOptions } from './csv/seriesFromCsv.js';
export type { CsvColumn, CsvTable } from './csv/table.js';
export type {
  BundledName,
  DatasetEntry,
  DatasetName,
  DigitsDataset,
  Frequency,
  GeneratedDataset,
  GeneratedName,
  LabelledSequences,
  LabelledText,
  LoadedDataset,
  NamesDataset,
  Series,
  SeriesDataset,
  TextDataset,
} from './dataset.js';
export { datasets, findDataset } from './datasets.js';
export type { Dataset } from './datasets.js';
export { digits } from './digits.js';
export type { DigitsOptions } from './digits.js';
export { DataError } from './error.js';
export type { Example, ExampleTensors, ExampleValue } from './examples.js';
export { firstNames } from './firstNames.js';
export type { FirstNamesOptions } from './firstNames.js';
export { adding } from './generated/adding.js';
export type { AddingBatch, AddingOptions } from './generated/adding.js';
export { copying, copyingSymbols } from './generated/copying.js';
export type { CopyingBatch, CopyingOptions } from './generated/copying.js';
export type { GeneratedBatch, GeneratedBatches, GeneratedOptions } from './generated/generatedBatches.js';
export { lagTask, lagTaskSymbols } from './generated/lagTask.js';
export type { LagTaskBatch, LagTaskOptions } from './generated/lagTask.js';
export { embeddedReber, legalNext, reber, reberStrings, reberSymbols } from './generated/reber.js';
export type { ReberBatch, ReberOptions } from './generated/reber.js';
export type { SymbolForm, SymbolOptions } from './generated/symbols.js';
export { temporalOrder, temporalOrderSymbols } from './generated/temporalOrder.js';
export type { TemporalOrderBatch, TemporalOrderOptions } from './generated/temporalOrder.js';
export { exp64, log64 } from './math64.js';
export { mobyDick } from './mobyDick.js';
export { preview } from './preview.js';
export { difference, undifference } from './scalers/difference.js';
export { scalerFromJSON } from './scalers/fromJSON.js';
export { logScaler } from './scalers/logScaler.js';
export type { LogScaler } from './scalers/logScaler.js';
export { minMaxScaler } from './scalers/minMaxScaler.js';
export type { MinMaxScaler } from './scalers/minMaxScaler.js';
export type { Scaler, ScalerJSON } from './scalers/scaler.js';
export { standardScaler } from './scalers/standardScaler.js';
export type { StandardScaler } from './scalers/standardScaler.js';
export type { Sequence } from './sequence.js';
export { shuffle } from './shuffle.js';
export { splitByTime } from './splitByTime.js';
export type { Split } from './splitByTime.js';
export { streamBatches } from './streamBatches.js';
export type { StreamBatch, StreamBatches } from './streamBatches.js';
export { didYouMean } from './suggest.js';
export { sunspots } from './sunspots.js';
export { textFromBytes } from './textFromBytes.js';
export { byteTokenizer, byteTokenizerFromJSON } from './tokenizers/bytes.js';
export type { ByteTokenizer } from './tokenizers/bytes.js';
export { characterTokenizer, characterTokenizerFromJSON } from './tokenizers/characters.js';
export type { CharacterTokenizer } from './tokenizers/characters.js';
export { tokenizerFromJSON } from './tokenizers/fromJSON.js';
export { graphemeTokenizer, graphemeTokenizerFromJSON } from './tokenizers/graphemes.js';
export type { GraphemeTokenizer } from './tokenizers/graphemes.js';
export type {
  ByteTokenizerJSON,
  CharacterTokenizerJSON,
  GraphemeTokenizerJSON,
  Tokenizer,
  TokenizerJSON,
  WordTokenizerJSON,
} from './tokenizers/tokenizer.js';
export { wordTokenizer, wordTokenizerFromJSON } from './tokenizers/words.js';
export type { WordTokenizer, WordTokenizerOptions } from './tokenizers/words.js';
export { usBirths } from './usBirths.js';
export { windows } from './windows.js';
export type { Window, WindowOptions } from './windows.js';
