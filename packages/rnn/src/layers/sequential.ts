import { describe, foldIn, ValueError } from '@rekur/tensor';
import { contextOfPart } from '../context.js';
import type { Module, Parameters, State } from '../module.js';

/**
 * Modules one after the other, as `torch.nn.Sequential`: parameters and states are named 0, 1, 2 … by position.
 * @throws ValueError for what is no module; when applied, for a state that is not this model's
 */
export function sequential(...modules: readonly Module[]): Module {
  requireModules(modules);
  return {
    description: { kind: 'sequential', modules: modules.map((module) => module.description) },
    initialize: (key) => Object.fromEntries(modules.map((module, index) => [index, module.initialize(foldIn(key, index))])),
    initialState: (batch, dtype, parameters) =>
      stateful(modules.map((module, index) => module.initialState(batch, dtype, parameters?.[index] as Parameters | undefined))),
    apply(parameters, input, state = {}, context) {
      requireOwnState(state, modules.length);
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

/** Keras takes a list; here it would be one part that is no module. */
function requireModules(modules: readonly Module[]): void {
  const wrong = modules.findIndex((module) => typeof (module as Partial<Module> | undefined)?.apply !== 'function');
  if (wrong < 0) return;
  const given = Array.isArray(modules[wrong]) ? 'a list' : typeof modules[wrong];
  throw new ValueError(describe('sequential', 'not a module', `part ${wrong} is ${given}`, 'modules are expected, each an argument of its own'));
}

/** The state of a part alone would be passed over in silence, and the model begin anew. */
function requireOwnState(state: State, parts: number): void {
  const stranger = Object.keys(state).find((name) => !(Number(name) < parts));
  if (stranger === undefined) return;
  throw new ValueError(
    describe('sequential', 'state does not fit', `state.${stranger}`, `parts are named 0 to ${parts - 1}`, 'apply or initialState of the same model returns it'),
  );
}

/** Only modules that keep a state appear in it. */
function stateful(states: readonly State[]): State {
  return Object.fromEntries(states.flatMap((state, index) => (Object.keys(state).length > 0 ? [[String(index), state]] : [])));
}
