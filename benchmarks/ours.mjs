// Our own contestants: training step, forward pass and single step, as Programs in a session of the compiler's engine.
//
// What the harness takes from here (harness/serve.mjs calls it in a process per Node, width, arithmetic and thread count):
//
//     createContestant({ width: 128 | 256, arithmetic: 'separate' | 'fused', threads: 1 | 2 })
//       → { describe(): facts, prepare({ what, kind, batch, time, input, hidden, flops }): Prepared }      (or promises of them)
//     Prepared = { run(): void, compileMs?: number, release?(): void }
//
// `what` is train | forward | step, `kind` lstm | gru | rnn | user-cell. One call of `run` is one training step, one forward
// pass or one step in time; a promise is awaited. Threads must sleep between runs, since others are measured meanwhile. An error
// named `NotReady` says that there is nothing to measure yet; any other is a failure and is shown.
import v8 from 'node:v8';
import { valueAndGrad } from '@rekur/autodiff';
import { gru, lstm, rnn } from '@rekur/rnn';
import { flattenTree, normal, randomKey, rebuildTree, tensor, trace, zeros } from '@rekur/tensor';
import { adam, meanSquaredError } from '@rekur/train';
import { normalisedPeepholeLstm } from './normalised-peephole-lstm.mjs';

const modules = { lstm, gru, rnn, 'user-cell': normalisedPeepholeLstm };

export async function createContestant(settings) {
  const engine = await engineFor(settings);
  const prepare = { train: prepareTraining, forward: prepareForward, step: prepareStep };
  return {
    describe: () => ({ engine: engine.name }),
    prepare(measured) {
      const start = performance.now();
      const run = prepare[measured.what](engine, measured);
      return { run, compileMs: Math.round(performance.now() - start) };
    },
  };
}

/** The one place that knows how the compiler is asked for. V8's switches count for what is compiled after them. */
async function engineFor({ width, arithmetic, threads }) {
  if (width === 256) v8.setFlagsFromString('--experimental-wasm-revectorize');
  if (arithmetic === 'fused' && Number(process.versions.node.split('.')[0]) < 22) v8.setFlagsFromString('--experimental-wasm-relaxed-simd');
  const { wasmEngine } = await import('@rekur/wasm').catch(refuseUnbuilt);
  // Fewer threads than asked for would pass for as many.
  const notice = (message) => {
    throw new Error(message);
  };
  return wasmEngine({ width, arithmetic, threads, notice });
}

function refuseUnbuilt(error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  throw Object.assign(new Error('@rekur/wasm is not built'), { name: 'NotReady' });
}

/** Forward, mean squared error, gradients of weights and inputs, Adam. Everything but the loss stays in the session. */
function prepareTraining(engine, { kind, batch, time, input, hidden }) {
  const module = modules[kind](input, hidden);
  const parameters = module.initialize(randomKey(1));
  const optimizer = adam();
  const inputs = normal(randomKey(2), [batch, time, input]);
  const targets = normal(randomKey(3), [batch, time, hidden]);
  const residents = { parameters, moments: optimizer.initialize(parameters), inputGradient: zeros(inputs.shape), inputs, targets };
  const scalars = (step) => Object.values(optimizer.scalars(step)).map((value) => tensor(value));
  const names = Object.keys(optimizer.scalars(1));

  const step = (state, given) => {
    const objective = valueAndGrad((wanted) => meanSquaredError(module.apply(wanted.parameters, wanted.inputs).output, state.targets));
    const { value, gradient } = objective({ parameters: state.parameters, inputs: state.inputs });
    const updated = optimizer.update({
      parameters: state.parameters,
      gradients: gradient.parameters,
      state: state.moments,
      scalars: Object.fromEntries(names.map((name, index) => [name, given[index]])),
    });
    return { next: { parameters: updated.parameters, moments: updated.state, inputGradient: gradient.inputs }, results: [value] };
  };
  const run = prepareOver(engine, residents, scalars(1), step);
  let count = 0;
  return () => run(scalars(++count))[0].item();
}

/** Inputs go in and outputs come out with every run, as with the peers. */
function prepareForward(engine, { kind, batch, time, input, hidden }) {
  const module = modules[kind](input, hidden);
  const given = [normal(randomKey(2), [batch, time, input])];
  const run = prepareOver(engine, { parameters: module.initialize(randomKey(1)) }, given, ({ parameters }, [inputs]) => ({
    next: {},
    results: [module.apply(parameters, inputs).output],
  }));
  return () => run(given);
}

function prepareStep(engine, { kind, batch, time, input, hidden }) {
  const module = modules[kind](input, hidden);
  const residents = { state: module.initialState(batch), parameters: module.initialize(randomKey(1)) };
  const given = [normal(randomKey(2), [batch, time, input])];
  const run = prepareOver(engine, residents, given, ({ parameters, state }, [inputs]) => {
    const { output, state: next } = module.apply(parameters, inputs, state);
    return { next: { state: next }, results: [output] };
  });
  return () => run(given);
}

/**
 * A Program over trees that stay in a session: `step(residents, given)` names the subtrees that it replaces in `next`, which come
 * first among the residents and in that order.
 */
function prepareOver(engine, residents, given, step) {
  const kept = flattenTree(residents).map(({ value }) => value);
  let replaced = 0;
  const { program, captured } = trace(
    (...inputs) => {
      const { next, results } = step(rebuildTree(residents, inputs.slice(0, kept.length)), inputs.slice(kept.length));
      const values = flattenTree(next).map(({ value }) => value);
      replaced = values.length;
      return [...values, ...results];
    },
    [...kept, ...given],
  );
  const session = engine.createSession([...kept, ...captured]);
  [...kept, ...captured].forEach((value, index) => session.write(index, value));
  const numbers = (count, first = 0) => Array.from({ length: count }, (_, index) => first + index);
  return session.prepare(program, {
    inputs: [...numbers(kept.length), ...given.map(() => undefined), ...numbers(captured.length, kept.length)],
    outputs: program.outputs.map((_, index) => (index < replaced ? index : undefined)),
  });
}
