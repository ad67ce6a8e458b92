import type { Module, Parameters } from '@rekur/rnn';
import type { Engine, Tensor } from '@rekur/tensor';
import { flattenTree, rebuildTree, tensor, trace } from '@rekur/tensor';
import type { Preparation } from '@rekur/train';
import { createTreeSession } from '@rekur/train';

/** A network that reads one character at a time. Its weights and its state stay in the engine's memory. */
export interface CharacterStepper {
  /** Goes on with other parameters, of the shapes that the stepper was made with, from the state before the first character. */
  load(parameters: Parameters): void;
  /** Back to the state before the first character. */
  restart(): void;
  /** Reads a character. @returns float32 logits [vocabulary] of the next one */
  read(id: number): Float32Array;
}

/**
 * Prepares a network to read one character at a time, by its Program for batch 1, time 1.
 * @throws ShapeError, ValueError, DTypeError if parameters and network do not fit.
 */
export function characterStepper(module: Module, parameters: Parameters, engine: Engine, onPrepared?: (preparation: Preparation) => void): CharacterStepper {
  const weights = flattenTree(parameters).map(({ value }) => value);
  // Without a state first: that checks every size against the parameters before zeros of these sizes are allocated.
  trace((id, ...values) => [module.apply(rebuildTree(parameters, values), id).output], [{ shape: [1, 1], dtype: 'int32' }, ...weights]);
  const first = module.initialState(1);
  const session = createTreeSession(engine, { weights: parameters, state: first });
  const step = session.bind(
    ['weights', 'state'],
    (residents, { id }: { id: Tensor }) => {
      const { output, state } = module.apply(residents.weights, id, residents.state);
      return { residents: { state }, results: { logits: output } };
    },
    onPrepared,
  );
  const restart = (): void => session.write('state', first);
  return {
    load(other) {
      session.write('weights', other);
      restart();
    },
    restart,
    read: (id) => step({ id: tensor([[id]], { dtype: 'int32' }) }).logits.data as Float32Array,
  };
}
