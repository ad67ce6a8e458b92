/** Text to ids and back. */
export interface Tokenizer {
  /** Number of ids: they are 0 … size − 1. */
  readonly size: number;
  /** int32 ids of the text. */
  encode(text: string): Int32Array;
  /**
   * The text of the ids.
   * @throws DataError for a number that is not an id.
   */
  decode(ids: ArrayLike<number>): string;
  /** The pieces of `text` that have no id of their own, each once, in order of appearance. */
  unknownIn(text: string): string[];
  /** Plain data from which `tokenizerFromJSON` makes the same tokenizer. */
  toJSON(): TokenizerJSON;
}

/** A tokenizer as plain data, for a model file. */
export type TokenizerJSON = CharacterTokenizerJSON | ByteTokenizerJSON | WordTokenizerJSON | GraphemeTokenizerJSON;

export interface CharacterTokenizerJSON {
  readonly kind: 'characters';
  readonly characters: readonly string[];
}

export interface ByteTokenizerJSON {
  readonly kind: 'bytes';
}

export interface WordTokenizerJSON {
  readonly kind: 'words';
  readonly words: readonly string[];
}

export interface GraphemeTokenizerJSON {
  readonly kind: 'graphemes';
  readonly graphemes: readonly string[];
}
