import { gruCell } from '@rekur/rnn';
import type { Parameters } from '@rekur/rnn';
import type { Checkpoint, EndEvent } from '@rekur/train';
import { adam, crossEntropy, engineFor, fit } from '@rekur/train';
import type { RunOptions } from '../running.js';
import { extendEvent, runCardOf, tellPrepared } from '../running.js';
import { packageVersion } from '../version.js';
import type { EncodedExamples } from './batches.js';
import { exampleBatches } from './batches.js';
import { noteOf, resumedOptions } from './checkpointNote.js';
import type { ClassifySource } from './data.js';
import { evaluate } from './evaluation.js';
import type { ClassifyEvent } from './events.js';
import type { ClassifyModel } from './model.js';
import type { ClassifyForm } from './network.js';
import { classifyNetwork } from './network.js';
import { commonestClass, splitExamples } from './parts.js';
import { planLines } from './planLines.js';
import { createPredictor, greatest } from './predict.js';
import type { ClassifySettingsOptions } from './settings.js';
import { learningRateAt, resolveSettings } from './settings.js';

export interface TrainClassifierOptions extends ClassifySettingsOptions, RunOptions {
  /** Stops after the step under way, with a checkpoint if they are kept. */
  readonly signal?: AbortSignal;
  /** Is given a checkpoint every so many steps, when stopped, and at the last step. */
  readonly onCheckpoint?: (checkpoint: Checkpoint) => void | Promise<void>;
  /** Default: a twentieth of the steps. */
  readonly checkpointEverySteps?: number;
  /** Go on from here, with the settings that it was made with. The model will be the same to the bit. */
  readonly resume?: Checkpoint;
}

const CLIP_NORM = 1;

/**
 * Trains a network to tell the labels of sequences apart, as a stream of events: an embedding for texts, recurrent layers and
 * a linear layer. Some examples are watched to choose the best parameters, others are held out to measure the result.
 * The same examples and settings give the same model to the bit, interrupted or not.
 *
 * @throws TaskError for examples, settings or a checkpoint that cannot be used; FitError if loss or gradient is not finite.
 */
export async function* trainClassifier(source: ClassifySource, options: TrainClassifierOptions = {}): AsyncGenerator<ClassifyEvent, ClassifyModel> {
  const { signal, resume, onCheckpoint, onDebug, cell = gruCell } = options;
  const engine = engineFor(options.engine);
  const settings = resolveSettings(resume ? resumedOptions(resume, source, settingsIn(options)) : options, source.inputs.length);
  const parts = splitExamples(source, settings);
  const { labels, encoder, balance } = parts;
  yield { type: 'plan', task: 'classify', lines: planLines(source, parts, settings), settings, balance };

  const { embedding, hidden, layers, bidirectional, pooling, dropout } = settings;
  const form: ClassifyForm = {
    ...{ input: encoder.kind, size: encoder.size, classes: labels.length },
    ...{ cell: cell.name, ...(cell.options && { cellOptions: cell.options }), embedding, hidden, layers, bidirectional, pooling, dropout },
  };
  const network = classifyNetwork(form, { [cell.name]: cell });
  const batches = exampleBatches(parts.training, settings.batch, settings.seed);
  const steps = settings.epochs * batches.length;
  const predict = createPredictor(network, engine, tellPrepared('trainClassifier', 'a network', options));
  const evaluated = (parameters: Parameters, { sequences, classes }: EncodedExamples) =>
    evaluate(labels, predict(parameters, sequences).map(greatest), classes, commonestClass(balance));

  const events = fit(network, batches, {
    loss: crossEntropy,
    optimizer: adam({ learningRate: (step) => learningRateAt(settings.learningRate, step, steps) }),
    seed: settings.seed,
    epochs: settings.epochs,
    clipNorm: CLIP_NORM,
    validation: exampleBatches(parts.validation, settings.batch),
    checkpoint: onCheckpoint && {
      everySteps: options.checkpointEverySteps ?? Math.ceil(steps / 20),
      save: onCheckpoint,
      extra: noteOf(source, settings),
    },
    signal,
    resume,
    engine,
    onDebug,
  });
  let end: EndEvent | undefined;
  for await (const event of events) {
    if (event.type === 'end') end = event;
    else if (event.type === 'validation') {
      const { accuracy, examples } = evaluated(event.parameters, parts.validation);
      yield extendEvent(event, { accuracy, examples });
    } else yield event;
  }

  const { reason, parameters, step, bestStep } = end as EndEvent;
  const model: ClassifyModel = {
    form,
    parameters,
    encoder: encoder.toJSON(),
    labels,
    sample: parts.sample,
    card: {
      source: source.name,
      balance,
      settings,
      step: bestStep ?? step,
      heldOut: reason === 'aborted' ? null : evaluated(parameters, parts.test),
      ...runCardOf(engine),
      versions: { tasks: packageVersion },
    },
  };
  yield { type: 'end', reason, step, model };
  return model;
}

/** The settings among the options. */
function settingsIn(options: TrainClassifierOptions): ClassifySettingsOptions {
  const { seed, epochs, hidden, layers, bidirectional, pooling, dropout, embedding, batch } = options;
  const { learningRate, longest, validationFraction, testFraction, cell } = options;
  return { seed, epochs, hidden, layers, bidirectional, pooling, dropout, embedding, batch, learningRate, longest, validationFraction, testFraction, cell };
}
