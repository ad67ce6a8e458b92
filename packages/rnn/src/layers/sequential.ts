import { foldIn } from '@rekur/tensor';
import { contextOfPart } from '../context.js';
import type { Module, Parameters, State } from '../module.js';

/** Modules one after the other, as `torch.nn.Sequential`: parameters and states are named 0, 1, 2 … by position. */
export function sequential(...modules: readonly Module[]): Module {
  return {
    description: { kind: 'sequential', modules: modules.map((module) => module.description) },
    initialize: (key) => Object.fromEntries(modules.map((module, index) => [index, module.initialize(foldIn(key, index))])),
    initialState: (batch, dtype, parameters) =>
      stateful(modules.map((module, index) => module.initialState(batch, dtype, parameters?.[index] as Parameters | undefined))),
    apply(parameters, input, state = {}, context) {
      let output = input;
      const states: State[] = [];
      modules.forEach((module, index) => {
        const inside = contextOfPart(context, index);
        const result = module.apply(parameters[index] as Parameters, output, state[index] as State | undefined, inside);
        output = result.output;
        states.push(result.state);
        inside?.observer?.applied?.(inside.path ?? '', module, output);
      });
      return { output, state: stateful(states) };
    },
  };
}

/** Only modules that keep a state appear in it. */
function stateful(states: readonly State[]): State {
  return Object.fromEntries(states.flatMap((state, index) => (Object.keys(state).length > 0 ? [[String(index), state]] : [])));
}
