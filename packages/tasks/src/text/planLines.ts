import type { TextParts, TextSource } from './data.js';
import type { TextSettings } from './settings.js';

/** What is going to happen, in sentences for people. */
export function planLines({ name }: TextSource, { tokenizer, training, end, unknown }: TextParts, settings: TextSettings): string[] {
  const { steps, batch, time, hidden, layers, embedding, learningRate, seed, cell } = settings;
  const all = training.length + end;
  const passes = (steps * batch * time) / training.length;
  const units = `${cell} ${hidden}${layers > 1 ? ` × ${layers} layers` : ''}`;
  const strangers = unknown > 0 ? `; ${count(unknown)} of them are characters that the rest does not have` : '';
  return [
    `${name} is a text of ${count(all)} characters, ${tokenizer.characters.length} of them distinct: learning to write it, character by character`,
    `held out: the last ${count(end)} characters${strangers}`,
    `network: embedding ${embedding} → ${units} → linear ${tokenizer.size}`,
    `training: ${count(steps)} steps of ${batch} × ${time} characters, ${passes.toFixed(2)} passes over the text; Adam from a learning rate of ${learningRate}; seed ${seed}`,
  ];
}

/** `1,190,317` */
function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
