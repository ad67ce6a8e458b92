import { lstmCell } from '@rekur/rnn';
import type { Parameters } from '@rekur/rnn';
import type { Checkpoint, EndEvent } from '@rekur/train';
import { adam, crossEntropy, engineFor, fit } from '@rekur/train';
import { streamBatches } from '@rekur/datasets';
import type { RunOptions } from '../running.js';
import { extendEvent, runCardOf, tellPrepared } from '../running.js';
import { packageVersion } from '../version.js';
import { characterStepper } from './characterStepper.js';
import { noteOf, resumedOptions } from './checkpointNote.js';
import type { TextSource } from './data.js';
import { measuringBatches, splitText } from './data.js';
import { bitsPerCharacter } from './evaluate.js';
import type { TextEvent } from './events.js';
import { write } from './generate.js';
import type { HeldOutFigure, TextModel } from './model.js';
import { textNetwork } from './network.js';
import { planLines } from './planLines.js';
import type { TextSettingsOptions } from './settings.js';
import { learningRateAt, resolveSettings } from './settings.js';

export interface TrainTextOptions extends TextSettingsOptions, RunOptions {
  /** Stops after the step under way, with a checkpoint if they are kept. */
  readonly signal?: AbortSignal;
  /** Is given a checkpoint every so many steps, when stopped, and at the last step. */
  readonly onCheckpoint?: (checkpoint: Checkpoint) => void | Promise<void>;
  /** Default: a twentieth of the steps. */
  readonly checkpointEverySteps?: number;
  /** Go on from here, with the settings that it was made with. The model will be the same to the bit. */
  readonly resume?: Checkpoint;
  /** Steps between samples, 0 for none. Default: a tenth of the steps. */
  readonly sampleEvery?: number;
  /** Characters of a sample. Default 150. */
  readonly sampleLength?: number;
}

/** How often training looks at the part that it watches. */
const VALIDATIONS = 10;
const CLIP_NORM = 1;

/**
 * Trains a network to write a text character by character, as a stream of events: an embedding, a recurrent cell and a linear
 * layer, by truncated backpropagation through time with carried state. The last tenth of the text is held out.
 * The same text and settings give the same model to the bit, interrupted or not.
 *
 * @throws TaskError for a text that is too short, settings that make no sense, and a checkpoint of another training;
 *   FitError if loss or gradient is not finite.
 */
export async function* trainText(source: TextSource, options: TrainTextOptions = {}): AsyncGenerator<TextEvent, TextModel> {
  const { signal, resume, onCheckpoint, onDebug, cell = lstmCell } = options;
  const engine = engineFor(options.engine);
  const chosen = resume ? resumedOptions(resume, source, settingsIn(options)) : options;
  const parts = splitText(source, chosen.validationFraction);
  const settings = resolveSettings(chosen, parts.training.length);
  const batches = streamBatches(parts.training, settings);
  const network = textNetwork(settings, parts.tokenizer.size, cell);
  const watched = measuringBatches(parts.watched);
  const watchedCharacters = parts.watched.length - 1 - watched.dropped;
  const { checkpointEverySteps = Math.ceil(settings.steps / 20), sampleEvery = Math.ceil(settings.steps / 10) } = options;
  yield { type: 'plan', task: 'text', lines: planLines(source, parts, settings), settings };

  const sample = sampler(options.sampleLength ?? 150);
  const modelOf = (parameters: Parameters, step: number, heldOut: HeldOutFigure | null): TextModel => ({
    module: network.description,
    parameters,
    tokenizer: parts.tokenizer.toJSON(),
    card: {
      source: source.name,
      characters: parts.training.length,
      settings,
      step,
      heldOut,
      ...runCardOf(engine),
      versions: { tasks: packageVersion },
    },
  });

  const events = fit(network, batches, {
    loss: crossEntropy,
    optimizer: adam({ learningRate: (step) => learningRateAt(settings, step) }),
    seed: settings.seed,
    epochs: Math.ceil(settings.steps / batches.length),
    maxSteps: settings.steps,
    clipNorm: CLIP_NORM,
    validation: watched,
    validateEvery: Math.ceil(settings.steps / VALIDATIONS),
    checkpoint: onCheckpoint && { everySteps: checkpointEverySteps, save: onCheckpoint, extra: noteOf(source, settings) },
    signal,
    resume,
    engine,
    onDebug,
  });
  let end: EndEvent | undefined;
  for await (const event of events) {
    if (event.type === 'end') {
      end = event;
    } else if (event.type === 'validation') {
      yield extendEvent(event, { bitsPerCharacter: event.loss / Math.LN2, characters: watchedCharacters });
    } else {
      yield event;
      if (event.type === 'step' && sampleEvery > 0 && event.step % sampleEvery === 0 && event.step < settings.steps) {
        yield { type: 'sample', step: event.step, text: sample(event.parameters) };
      }
    }
  }

  const { reason, parameters, step, bestStep } = end as EndEvent;
  const heldOut = reason === 'aborted' ? null : await bitsPerCharacter(network, parameters, parts.heldOut, {
          signal,
          engine,
          onPrepared: tellPrepared('trainText', 'a measuring step', options),
        });
  const model = modelOf(parameters, bestStep ?? step, heldOut);
  yield { type: 'end', reason: heldOut ? reason : 'aborted', step, model };
  return model;

  function sampler(length: number): (parameters: Parameters) => string {
    let stepper: ReturnType<typeof characterStepper> | undefined;
    return (parameters) => {
      stepper ??= characterStepper(network, parameters, engine, tellPrepared('trainText', 'a step of one character', options));
      stepper.load(parameters);
      return Array.from(write(stepper, parts.tokenizer, { prompt: '', length, seed: settings.seed })).join('');
    };
  }
}

/** The settings among the options. */
function settingsIn({ seed, steps, hidden, layers, embedding, batch, time, learningRate, validationFraction, cell }: TrainTextOptions): TextSettingsOptions {
  return { seed, steps, hidden, layers, embedding, batch, time, learningRate, validationFraction, cell };
}
