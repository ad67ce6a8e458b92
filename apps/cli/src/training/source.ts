import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { Dataset, Series } from '@rekur/datasets';
import { datasets, findDataset, seriesFromCsv, textFromBytes } from '@rekur/datasets';
import type { ClassifySource } from '@rekur/tasks';
import { labelledFromCsv, labelledFromDataset } from '@rekur/tasks';
import { describe } from '@rekur/tensor';
import { CliError, systemReason, UsageError } from '../errors.js';

/** What to learn from; its kind decides the task. */
export type Source =
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | { readonly kind: 'series'; readonly name: string; readonly series: Series }
  | { readonly kind: 'labels'; readonly name: string; readonly examples: ClassifySource };

/** Columns of a CSV file. */
export interface SourceOptions {
  /** Of values. */
  readonly column?: string;
  readonly timeColumn?: string;
  /** Of labels: what is to be told. */
  readonly label?: string;
  readonly text?: string;
  readonly sequence?: string;
}

/** Names of the bundled datasets that something can be learned from. */
export const sourceNames: readonly string[] = Object.values(datasets)
  .filter(({ kind }) => kind !== 'generated')
  .map(({ name }) => name);

const EXPECTED = `a bundled name (${sourceNames.join(', ')}), a .txt or a .csv file is expected`;

/**
 * The source that a word on the command line names: a bundled dataset, a .txt or a .csv file.
 * @throws CliError for a name or file that does not exist or is of another kind, DataError for content that cannot be used,
 *   UsageError for columns of what is no CSV file.
 */
export async function readSource(word: string, options: SourceOptions = {}): Promise<Source> {
  const extension = extname(word).toLowerCase();
  if (!(word in datasets)) await requireFile(word, extension);
  if (extension === '.csv') return sourceFromCsv(basename(word, extname(word)), textFromBytes(await readBytes(word)), options);
  if (options.label !== undefined || options.text !== undefined || options.sequence !== undefined) {
    throw new UsageError(`train: no columns: ${word} is no .csv file; --label, --text and --sequence name its columns; leave them out`);
  }
  if (extension === '.txt') return { kind: 'text', name: basename(word, extname(word)), text: textFromBytes(await readBytes(word)) };
  return sourceFromDataset(findDataset(word));
}

function sourceFromCsv(name: string, csv: string, { label, text, sequence, ...columns }: SourceOptions): Source {
  if (label !== undefined) return { kind: 'labels', name, examples: { name, ...labelledFromCsv(csv, { label, text, sequence }) } };
  if (text !== undefined || sequence !== undefined) {
    throw new UsageError(`train: no labels: ${name} is given with ${text === undefined ? '--sequence' : '--text'} alone; --label names the column of labels; add it`);
  }
  return { kind: 'series', name, series: seriesFromCsv(csv, columns) };
}

async function sourceFromDataset(entry: Dataset): Promise<Source> {
  const { name } = entry;
  if (entry.kind === 'generated') {
    throw new CliError(describe('train', 'no task for this source', `${JSON.stringify(name)} is generated for experiments`, EXPECTED, `rekur datasets ${name} shows it`));
  }
  const data = await entry.load();
  if (data.kind === 'text') return { kind: 'text', name, text: data.text };
  if (data.kind === 'series') return { kind: 'series', name, series: data };
  return { kind: 'labels', name, examples: labelledFromDataset(data) };
}

/** @throws CliError unless `word` is a file that can be read here; with a suggestion where a dataset's name is near. */
async function requireFile(word: string, extension: string): Promise<void> {
  const shown = JSON.stringify(word);
  const found = await stat(word).catch(() => undefined);
  if (found?.isDirectory()) throw new CliError(describe('train', 'source is a folder', shown, EXPECTED));
  if (found && extension !== '.txt' && extension !== '.csv') {
    throw new CliError(describe('train', 'unknown kind of file', `${shown} ends in '${extension}'`, EXPECTED, 'rename or convert it'));
  }
  if (found) return;
  if (extension !== '' || /[/\\]/.test(word)) throw new CliError(describe('train', 'no such file', shown, EXPECTED, 'check the path'));
  throw new CliError(describe('train', 'no such source', shown, EXPECTED, suggestionFor(word)));
}

/** `did you mean "moby-dick"?`, as @rekur/datasets has it. */
function suggestionFor(word: string): string | undefined {
  try {
    findDataset(word);
  } catch (error) {
    return /did you mean [^;]*\?$/.exec((error as Error).message)?.[0];
  }
  return undefined;
}

async function readBytes(path: string): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new CliError(describe('train', 'cannot read the file', `${JSON.stringify(path)} gives ${systemReason(cause)}`, EXPECTED, 'check its permissions'), { cause });
  }
  if (bytes.length === 0) throw new CliError(describe('train', 'file is empty', JSON.stringify(path), 'a file with text or numbers is expected'));
  return bytes;
}
