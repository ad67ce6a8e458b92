import { characterTokenizerFromJSON } from '@rekur/datasets';
import type { TextModel } from '@rekur/tasks';
import { textModelFile, viewText } from '@rekur/tasks';
import { type Language, say } from '@rekur/viz';
import type { ReportContent } from '../report/trainingReport.js';
import { words } from '../report/words.js';
import { plain } from '../terminal/plain.js';
import { textResult } from './textResult.js';

/** Characters that are read for the figures: a few lines for units, fewer where every step is shown. */
const LONG = 600;
const SHORT = 49;

/** What a report says of a training on a text; its end, which training never saw, is what the network reads. */
export function textReport(model: TextModel, text: string, sample: string, language: Language): Omit<ReportContent, 'curves' | 'configuration' | 'engine' | 'command'> {
  const known = characterTokenizerFromJSON(model.tokenizer);
  const readable = Array.from(text.slice(-4 * LONG)).filter((character) => known.unknownIn(character).length === 0);
  const end = readable.slice(-LONG);
  return {
    source: model.card.source,
    result: textResult(model.card, '', plain).filter((line) => line.trim() !== ''),
    own: { heading: say(words.sample, language), text: sample, figures: () => [] },
    file: textModelFile(model),
    view: viewText(model, end.slice(-SHORT).join('')),
    long: viewText(model, end.join('')),
    measure: { name: say(words.bits, language), perNat: 1 / Math.LN2 },
  };
}
