import type { Tensor, Tree } from '@rekur/tensor';
import { flattenTree, keyTensor, randomKey, rebuildTree, tensor, trace } from '@rekur/tensor';
import type { Batch, StepOptions, TrainingState } from '@rekur/train';
import { adam, trainingStep } from '@rekur/train';
import type { Explanation, ExplainOptions } from '@rekur/wasm';
import { explainProgram } from '@rekur/wasm';
import type { ExplainedNetwork } from './network.js';

/** What the compiler makes of a forward pass; the parameters stay in its memory. */
export function explainForward({ module, parameters, batch: { inputs } }: ExplainedNetwork, options: ExplainOptions): Explanation {
  return explainOver({ parameters }, { inputs }, (residents, given) => ({ residents: {}, results: { output: module.apply(residents['parameters'] as never, given['inputs'] as Tensor).output } }), options);
}

const CLIP_NORM = 1;

/** What the compiler makes of a training step as `rekur train` takes it; parameters, moments and carried state stay in its memory. */
export function explainTraining({ module, parameters, batch, loss }: ExplainedNetwork, options: ExplainOptions): Explanation {
  const optimizer = adam();
  const stepOptions: StepOptions = { loss, optimizer, clipNorm: CLIP_NORM };
  const carried = batch.reset ? module.initialState(batch.reset.shape[0], 'float32', parameters) : {};
  const state = { parameters, optimizer: optimizer.initialize(parameters), carried };
  const scalars = Object.fromEntries(Object.entries(optimizer.scalars(1)).map(([name, value]) => [name, tensor(value)]));
  const step = (residents: Trees, given: Trees): { residents: Trees; results: Trees } => {
    const { state: next, ...results } = trainingStep(
      module,
      stepOptions,
      residents as unknown as TrainingState,
      given['batch'] as unknown as Batch,
      given['scalars'] as Record<string, Tensor>,
      given['key'] as Tensor,
    );
    return { residents: next as unknown as Trees, results };
  };
  return explainOver(state, { batch: { ...batch }, scalars, key: keyTensor(randomKey(1)) }, step, options);
}

type Trees = { readonly [name: string]: Tree };

/** A function of residents and arguments, which replaces residents by those of the same name. */
function explainOver(residents: Trees, given: Trees, f: (residents: Trees, given: Trees) => { residents: Trees; results: Trees }, options: ExplainOptions): Explanation {
  const stay = flattenTree(residents);
  const come = flattenTree(given);
  let outputNames: string[] = [];
  const { program, captured } = trace((...values) => {
    const result = f(rebuildTree(residents, values.slice(0, stay.length)), rebuildTree(given, values.slice(stay.length)));
    const outputs = [...flattenTree(result.residents), ...flattenTree(result.results)];
    outputNames = outputs.map(({ path }) => path);
    return outputs.map(({ value }) => value);
  }, [...stay, ...come].map(({ value: { shape, dtype } }) => ({ shape, dtype })));
  const paths = stay.map(({ path }) => path);
  const numberOf = (name: string | undefined): number | undefined => {
    const number = name === undefined ? -1 : paths.indexOf(name);
    return number < 0 ? undefined : number;
  };
  const inputNames = [...paths, ...come.map(({ path }) => path), ...captured.map((_, index) => `captured ${index}`)];
  const binding = {
    inputs: inputNames.map((name, index) => (index < stay.length ? numberOf(name) : undefined)),
    outputs: outputNames.map(numberOf),
  };
  return explainProgram(program, binding, { ...options, inputNames, outputNames });
}
