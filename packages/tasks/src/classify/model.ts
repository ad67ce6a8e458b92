import type { Parameters } from '@rekur/rnn';
import type { RunCard } from '../running.js';
import type { ClassifyInput } from './data.js';
import type { EncoderJSON } from './encoder.js';
import type { Evaluation } from './evaluation.js';
import type { ClassifyForm } from './network.js';
import type { ClassifySettings } from './settings.js';

/** A trained classifier: plain data, all that its file holds. */
export interface ClassifyModel {
  /** The network: int32 ids [batch, time] or float32 [batch, time, features] → logits [batch, classes]. */
  readonly form: ClassifyForm;
  /** float32 */
  readonly parameters: Parameters;
  readonly encoder: EncoderJSON;
  /** The label of each class. */
  readonly labels: readonly string[];
  /** An input of the held-out part, to show how inputs look. */
  readonly sample: ClassifyInput;
  readonly card: ClassifyCard;
}

/** Where a model comes from and how good it is. Nothing in it depends on the time, and on the machine only the engine's name. */
export interface ClassifyCard extends RunCard {
  /** Name of the source. */
  readonly source: string;
  readonly balance: readonly ClassBalance[];
  readonly settings: ClassifySettings;
  /** Step whose parameters these are: the one with the lowest loss on the part that training watched. */
  readonly step: number;
  /** On the held-out part; null if training was stopped before. */
  readonly heldOut: Evaluation | null;
  readonly versions: { readonly tasks: string };
}

/** How many examples of a class there are in each part. */
export interface ClassBalance {
  readonly label: string;
  readonly training: number;
  readonly validation: number;
  readonly test: number;
}
