import { dataError } from '../error.js';
import { byteTokenizerFromJSON } from './bytes.js';
import { characterTokenizerFromJSON } from './characters.js';
import { graphemeTokenizerFromJSON } from './graphemes.js';
import type { Tokenizer, TokenizerJSON } from './tokenizer.js';
import { excerpt } from './vocabulary.js';
import { wordTokenizerFromJSON } from './words.js';

const readers: Readonly<Record<TokenizerJSON['kind'], (json: unknown) => Tokenizer>> = {
  characters: characterTokenizerFromJSON,
  bytes: byteTokenizerFromJSON,
  words: wordTokenizerFromJSON,
  graphemes: graphemeTokenizerFromJSON,
};

/**
 * The tokenizer of any kind that `toJSON` described. Nothing in `json` is evaluated; everything is checked.
 * @throws DataError for anything else.
 */
export function tokenizerFromJSON(json: unknown): Tokenizer {
  const { kind } = Object(json) as { kind?: unknown };
  if (typeof kind === 'string' && Object.hasOwn(readers, kind)) return readers[kind as TokenizerJSON['kind']](json);
  throw dataError(
    'tokenizerFromJSON',
    'not a tokenizer',
    typeof kind === 'string' ? `kind ${excerpt(kind)}` : excerpt(json),
    `an object whose kind is ${Object.keys(readers).join(', ')} is expected`,
  );
}
