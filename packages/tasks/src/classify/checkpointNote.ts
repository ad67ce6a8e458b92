import type { Checkpoint } from '@rekur/train';
import { describe } from '@rekur/tensor';
import { TaskError } from '../error.js';
import { fingerprint } from '../text/fingerprint.js';
import type { ClassifySource } from './data.js';
import type { ClassifySettings, ClassifySettingsOptions } from './settings.js';

/** What a checkpoint of `trainClassifier` says beside `fit`'s: plain JSON in its `extra`. */
interface Note {
  readonly task: 'classify';
  readonly source: string;
  readonly fingerprint: string;
  readonly settings: ClassifySettings;
}

/** The note of a training. */
export function noteOf(source: ClassifySource, settings: ClassifySettings): string {
  const note: Note = { task: 'classify', source: source.name, fingerprint: fingerprintOf(source), settings };
  return JSON.stringify(note);
}

/**
 * The options to go on with: those that the checkpoint was made with.
 * @throws TaskError for a checkpoint of another task or source, and for an option that differs from what it was.
 */
export function resumedOptions(checkpoint: Checkpoint, source: ClassifySource, options: ClassifySettingsOptions): ClassifySettingsOptions {
  const note = readNote(checkpoint);
  if (note.fingerprint !== fingerprintOf(source)) {
    throw new TaskError(
      describe('trainClassifier', 'checkpoint is of other examples', `it was made with ${note.source}, of other content than ${source.name}`, 'the same examples are expected', 'train anew without resume'),
    );
  }
  const { cell, ...given } = options;
  for (const [name, value] of [...Object.entries(given), ...(cell ? [['cell', cell.name] as const] : [])]) {
    const before = note.settings[name as keyof ClassifySettings];
    if (value === undefined || value === before) continue;
    throw new TaskError(
      describe('trainClassifier', `${name} differs from the checkpoint`, String(value), `${before} is expected, as before`, `leave ${name} out to go on, or train anew without resume`),
    );
  }
  if ((cell?.name ?? 'gru') !== note.settings.cell) {
    throw new TaskError(
      describe('trainClassifier', 'cell is missing', `the checkpoint was made with the cell '${note.settings.cell}'`, 'the same cell is expected', 'pass { cell }'),
    );
  }
  return { ...note.settings, cell };
}

function fingerprintOf({ inputs, labels, test }: ClassifySource): string {
  const plain = (values: readonly unknown[]): unknown[] =>
    values.map((input) => (Array.isArray(input) ? input.map((step: ArrayLike<number>) => Array.from(step)) : input));
  return fingerprint(JSON.stringify([plain(inputs), labels, test ? [plain(test.inputs), test.labels] : null]));
}

function readNote({ extra }: Checkpoint): Note {
  let note: Partial<Note> = {};
  try {
    note = Object(JSON.parse(extra)) as Partial<Note>;
  } catch {
    // Not JSON: not ours.
  }
  if (note.task === 'classify' && typeof note.fingerprint === 'string' && typeof note.settings === 'object') return note as Note;
  throw new TaskError(
    describe('trainClassifier', 'checkpoint is of another task', 'it was not made by trainClassifier', 'a checkpoint of the training of a classifier is expected', 'train anew without resume'),
  );
}
