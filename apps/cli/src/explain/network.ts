import type { Module, Parameters } from '@rekur/rnn';
import type { ClassifyCard, ModelFile, TextCard } from '@rekur/tasks';
import { classifyModelFromFile, forecastModelFromFile, textModelFromFile, viewClassifier, viewForecaster, viewText } from '@rekur/tasks';
import { trace, zeros } from '@rekur/tensor';
import type { Batch, Loss } from '@rekur/train';
import { crossEntropy, meanSquaredError } from '@rekur/train';

/** The network of a model with a batch such as training gives it; of the batch only the shapes count. */
export interface ExplainedNetwork {
  readonly module: Module;
  readonly parameters: Parameters;
  readonly batch: Batch;
  readonly loss: Loss;
}

export interface BatchSizes {
  /** Default: as the model was trained. */
  readonly batch?: number;
  readonly time?: number;
}

/** Of a forecaster: what its training takes at most. */
const FORECAST_BATCH = 128;

/** The network of a model file, and a batch of its kind; undefined where no network takes part. */
export function explainedNetwork(file: ModelFile, { batch, time }: BatchSizes): ExplainedNetwork | undefined {
  const view = viewOf(file);
  if (!view) return undefined;
  const { module, parameters, input } = view;
  const usual = usualSizes(file);
  const rows = batch ?? usual.batch;
  const steps = time ?? usual.time ?? input.shape[1];
  const inputs = zeros([rows, steps, ...input.shape.slice(2)], input.dtype);
  const output = trace((x) => [module.apply(parameters, x).output], [inputs]).program.outputs[0].type;
  if (file.task === 'forecast') return { module, parameters, batch: { inputs, targets: zeros(output.shape) }, loss: meanSquaredError };
  const targets = zeros(output.shape.slice(0, -1), 'int32');
  const more = file.task === 'text' ? { reset: zeros([rows], 'bool') } : { weights: zeros([rows]) };
  return { module, parameters, batch: { inputs, targets, ...more }, loss: crossEntropy };
}

/** A network with the shortest input: its shape says what kind it reads. */
function viewOf(file: ModelFile): ReturnType<typeof viewForecaster> {
  if (file.task === 'forecast') return viewForecaster(forecastModelFromFile(file));
  if (file.task === 'classify') return viewClassifier(classifyModelFromFile(file));
  const model = textModelFromFile(file);
  return viewText(model, model.tokenizer.characters[0].repeat(2));
}

function usualSizes(file: ModelFile): { batch: number; time?: number } {
  if (file.task === 'forecast') return { batch: FORECAST_BATCH };
  if (file.task === 'text') return (file.description['card'] as TextCard).settings;
  const { batch, longest } = (file.description['card'] as ClassifyCard).settings;
  return { batch, time: longest };
}
