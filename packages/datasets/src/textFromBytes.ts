import { dataError } from './error.js';

/**
 * The text of a UTF-8 file, without a byte order mark.
 * @throws DataError if the file is empty, or a byte is not UTF-8; the message tells where.
 */
export function textFromBytes(bytes: Uint8Array | ArrayBuffer): string {
  const view = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(view);
  } catch {
    const offset = firstBadByte(view);
    throw dataError(
      'textFromBytes',
      'file is not UTF-8',
      offset === view.length
        ? `it ends inside a character, after byte ${offset - 1}`
        : `byte ${offset} is 0x${view[offset].toString(16).toUpperCase().padStart(2, '0')}`,
      'UTF-8 is expected throughout',
      'save the file as UTF-8',
    );
  }
  if (text === '') {
    throw dataError('textFromBytes', 'file is empty', '0 characters', 'a file with text is expected');
  }
  return text;
}

/** Offset of the first byte that no UTF-8 text could have there; the length if the text only ends too early. */
function firstBadByte(bytes: Uint8Array): number {
  // The longest prefix that is, or begins, valid UTF-8: longer ones all fail.
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return good;
}
