import type { ClassifyModel } from '@rekur/tasks';
import { classifyModelFile, viewClassifier } from '@rekur/tasks';
import { confusionMatrix, type Language, say } from '@rekur/viz';
import type { ReportContent } from '../report/trainingReport.js';
import { words } from '../report/words.js';
import { plain } from '../terminal/plain.js';
import { labelsResult } from './labelsResult.js';

/** More classes are a table in the model card: a matrix of them could not be read. */
const MOST_CLASSES = 26;

/** What a report says of a classifier. */
export function labelsReport(model: ClassifyModel, language: Language): Omit<ReportContent, 'curves' | 'configuration' | 'engine' | 'command'> {
  const { heldOut, source } = model.card;
  const counts = heldOut && model.labels.length <= MOST_CLASSES ? heldOut.confusion : undefined;
  return {
    source,
    result: labelsResult(model.card, plain).filter((line) => line.trim() !== ''),
    own: { heading: say(words.labels, language), figures: (options) => (counts ? [confusionMatrix({ classes: model.labels, counts }, options)] : []) },
    file: classifyModelFile(model),
    view: viewClassifier(model),
  };
}
