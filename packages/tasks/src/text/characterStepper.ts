import type { Module, Parameters, State } from '@rekur/rnn';
import type { Engine, Tensor } from '@rekur/tensor';
import { flattenTree, interpreter, rebuildTree, tensor, trace } from '@rekur/tensor';

/** One character in, the state after it and the logits of the next character out. */
export interface CharacterStepper {
  /** The state before the first character. */
  readonly first: State;
  /** @returns float32 logits [vocabulary] and the next state; `parameters` of the shapes that the stepper was made with. */
  step(parameters: Parameters, state: State, id: number): { logits: Float32Array; state: State };
}

/**
 * Prepares a network to read one character at a time: its Program for batch 1, time 1 is traced once.
 * @throws ShapeError, ValueError, DTypeError if parameters and network do not fit.
 */
export function characterStepper(module: Module, parameters: Parameters, engine: Engine = interpreter): CharacterStepper {
  const weights = flattenTree(parameters).map(({ value }) => value);
  const input = { shape: [1, 1], dtype: 'int32' } as const;
  // Without a state first: that checks every size against the parameters before zeros of these sizes are allocated.
  trace((id, ...values) => [module.apply(rebuildTree(parameters, values), id).output], [input, ...weights]);
  const first = module.initialState(1);
  const states = flattenTree(first).map(({ value }) => value);
  const { program, captured } = trace(
    (id, ...values) => {
      const { output, state } = module.apply(
        rebuildTree(parameters, values.slice(0, weights.length)),
        id,
        rebuildTree(first, values.slice(weights.length)),
      );
      return [output, ...flattenTree(state).map(({ value }) => value)];
    },
    [input, ...weights, ...states],
  );
  const run = engine.prepare(program);
  const leaves = (tree: Parameters | State): Tensor[] => flattenTree(tree).map(({ value }) => value);
  return {
    first,
    step(current, state, id) {
      const [logits, ...next] = run([tensor([[id]], { dtype: 'int32' }), ...leaves(current), ...leaves(state), ...captured]);
      return { logits: logits.data as Float32Array, state: rebuildTree(first, next) };
    },
  };
}
