import type { Checkpoint } from '@rekur/train';
import { describe } from '@rekur/tensor';
import { TaskError } from '../error.js';
import type { TextSource } from './data.js';
import { fingerprint } from './fingerprint.js';
import type { TextSettings, TextSettingsOptions } from './settings.js';

/** What a checkpoint of `trainText` says beside `fit`'s: plain JSON in its `extra`. */
interface Note {
  readonly task: 'text';
  readonly source: string;
  readonly fingerprint: string;
  readonly settings: TextSettings;
}

/** The note of a training. */
export function noteOf(source: TextSource, settings: TextSettings): string {
  const note: Note = { task: 'text', source: source.name, fingerprint: fingerprint(source.text), settings };
  return JSON.stringify(note);
}

/**
 * The options to go on with: those that the checkpoint was made with.
 * @throws TaskError for a checkpoint of another task or text, and for an option that differs from what it was.
 */
export function resumedOptions(checkpoint: Checkpoint, source: TextSource, options: TextSettingsOptions): TextSettingsOptions {
  const note = readNote(checkpoint);
  if (note.fingerprint !== fingerprint(source.text)) {
    throw new TaskError(
      describe('trainText', 'checkpoint is of another text', `it was made with ${note.source}, of other content than ${source.name}`, 'the same text is expected', 'train anew without resume'),
    );
  }
  const { cell, ...given } = options;
  for (const [name, value] of [...Object.entries(given), ...(cell ? [['cell', cell.name] as const] : [])]) {
    const before = note.settings[name as keyof TextSettings];
    if (value === undefined || value === before) continue;
    throw new TaskError(
      describe('trainText', `${name} differs from the checkpoint`, `${value}`, `${before} is expected, as before`, `leave ${name} out to go on, or train anew without resume`),
    );
  }
  if ((cell?.name ?? 'lstm') !== note.settings.cell) {
    throw new TaskError(
      describe('trainText', 'cell is missing', `the checkpoint was made with the cell '${note.settings.cell}'`, 'the same cell is expected', 'pass { cell }'),
    );
  }
  return { ...note.settings, cell };
}

function readNote({ extra }: Checkpoint): Note {
  let note: Partial<Note> = {};
  try {
    note = Object(JSON.parse(extra)) as Partial<Note>;
  } catch {
    // Not JSON: not ours.
  }
  if (note.task === 'text' && typeof note.fingerprint === 'string' && typeof note.settings === 'object') return note as Note;
  throw new TaskError(
    describe('trainText', 'checkpoint is of another task', 'it was not made by trainText', 'a checkpoint of a training on a text is expected', 'train anew without resume'),
  );
}
