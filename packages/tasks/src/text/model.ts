import type { CharacterTokenizerJSON } from '@rekur/datasets';
import type { ModuleDescription, Parameters } from '@rekur/rnn';
import type { RunCard } from '../running.js';
import type { TextSettings } from './settings.js';

/** A trained model that writes text: plain data, all that its file holds. */
export interface TextModel {
  /** The network, as `moduleFromDescription` builds it: int32 ids [batch, time] → logits [batch, time, vocabulary]. */
  readonly module: ModuleDescription;
  /** float32 */
  readonly parameters: Parameters;
  readonly tokenizer: CharacterTokenizerJSON;
  readonly card: TextCard;
}

/** Where a model comes from and how good it is. Nothing in it depends on the time, and on the machine only the engine's name. */
export interface TextCard extends RunCard {
  /** Name of the text. */
  readonly source: string;
  /** Characters of the training part. */
  readonly characters: number;
  readonly settings: TextSettings;
  /** Step whose parameters these are: the one with the lowest loss on the part that training watched. */
  readonly step: number;
  /** Bits per character on the end of the text, which no decision depended on; null if training was stopped before. */
  readonly heldOut: HeldOutFigure | null;
  readonly versions: { readonly tasks: string };
}

export interface HeldOutFigure {
  readonly bitsPerCharacter: number;
  /** Characters measured. */
  readonly characters: number;
}
