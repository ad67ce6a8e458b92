import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { Series } from '@rekur/datasets';
import { datasets, findDataset, seriesFromCsv, textFromBytes } from '@rekur/datasets';
import { describe } from '@rekur/tensor';
import { CliError, systemReason } from '../errors.js';

/** What to learn from; its kind decides the task. */
export type Source =
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | { readonly kind: 'series'; readonly name: string; readonly series: Series };

export interface SourceOptions {
  /** Column of values of a CSV file. */
  readonly column?: string;
  readonly timeColumn?: string;
}

const EXPECTED = `a bundled name (${Object.keys(datasets).join(', ')}), a .txt or a .csv file is expected`;

/**
 * The source that a word on the command line names: a bundled dataset, a .txt or a .csv file.
 * @throws CliError for a name or file that does not exist or is of another kind, DataError for content that cannot be used.
 */
export async function readSource(word: string, options: SourceOptions = {}): Promise<Source> {
  const extension = extname(word).toLowerCase();
  if (!(word in datasets)) await requireFile(word, extension);
  if (extension === '.txt' || extension === '.csv') {
    const text = textFromBytes(await readBytes(word));
    const name = basename(word, extname(word));
    return extension === '.txt' ? { kind: 'text', name, text } : { kind: 'series', name, series: seriesFromCsv(text, options) };
  }
  const dataset = await findDataset(word).load();
  const { name } = dataset;
  return dataset.kind === 'text' ? { kind: 'text', name, text: dataset.text } : { kind: 'series', name, series: dataset };
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
