import type { ClassifySource } from './data.js';
import type { ClassifyParts } from './parts.js';
import { commonestClass } from './parts.js';
import type { ClassifySettings } from './settings.js';

const reading = { last: 'last step', mean: 'mean over time', max: 'maximum over time' } as const;

/** Labels shown one by one. */
const MOST_SHOWN = 8;

/** What is going to happen, in sentences for people. */
export function planLines({ name }: ClassifySource, parts: ClassifyParts, settings: ClassifySettings): string[] {
  const { labels, encoder, training, validation, test, balance, cut, longest } = parts;
  const { hidden, layers, bidirectional, pooling, dropout, embedding, epochs, batch, learningRate, seed, cell } = settings;
  const sizes = [training, validation, test].map(({ sequences }) => sequences.length);
  const all = sizes.reduce((sum, each) => sum + each, 0);
  const texts = encoder.kind === 'characters';
  const what = texts ? `texts of up to ${count(longest)} characters, ${encoder.size - 1} of them distinct` : `sequences of up to ${count(longest)} steps of ${encoder.size} ${encoder.size === 1 ? 'number' : 'numbers'}`;
  const units = `${bidirectional ? 'bidirectional ' : ''}${cell} ${hidden}${layers > 1 ? ` × ${layers} layers` : ''}`;
  const shown = [...balance]
    .sort((a, b) => b.training - a.training)
    .slice(0, MOST_SHOWN)
    .map((each) => `${each.label} ${percent(each.training / sizes[0])}`);
  const more = balance.length > MOST_SHOWN ? ', …' : '';
  const steps = epochs * Math.ceil(sizes[0] / batch);
  return [
    `${name} has ${count(all)} ${what}: learning to tell ${labels.length} labels apart`,
    `parts: ${count(sizes[0])} to learn from, ${count(sizes[1])} to watch, ${count(sizes[2])} held out`,
    `labels: ${shown.join(', ')}${more}; always saying ${JSON.stringify(labels[commonestClass(balance)])} is the baseline`,
    ...(cut > 0 ? [`cut: ${count(cut)} inputs are longer than ${count(settings.longest)} steps; their beginnings are read`] : []),
    `network: ${texts ? `embedding ${embedding} → ` : ''}${units} → ${bidirectional && pooling === 'last' ? 'last step of each direction' : reading[pooling]} → ${dropout > 0 ? `dropout ${dropout} → ` : ''}linear ${labels.length}`,
    `training: ${count(steps)} ${steps === 1 ? 'step' : 'steps'} of ${batch} examples, ${epochs} ${epochs === 1 ? 'pass' : 'passes'} over the examples; Adam from a learning rate of ${learningRate}; seed ${seed}`,
  ];
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

/** `1,190,317` */
function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
