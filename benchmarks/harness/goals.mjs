// What this project asks of its compiler, each requirement against what was measured. Nothing here is typed in but the goals.
import { cases } from './cases.mjs';
import { ARITHMETICS, speedRatio, timeRatio } from './results.mjs';

const SMALLEST = 'train lstm 1,100,32,32';
const SMALL = 'train lstm 16,50,64,64';
const MIDDLE = 'train lstm 32,100,128,128';
const WIDER = 'train lstm 32,100,128,256';
const LARGE = 'train lstm 64,50,256,512';
const LARGEST = 'train lstm 64,35,512,1024';
const OTHER_CELLS = ['train gru 32,100,128,128', 'train rnn 32,100,128,128'];
const EVERY_TRAINING = [SMALLEST, SMALL, MIDDLE, ...OTHER_CELLS, WIDER, LARGE, LARGEST];
const FORWARDS = cases.filter(({ what }) => what === 'forward').map(({ id }) => id);
const FORWARDS_FROM_MIDDLE = FORWARDS.slice(2);
const STEP = cases.find(({ what }) => what === 'step').id;

/**
 * @typedef {object} Goal
 * @property {string} what
 * @property {string} where the case
 * @property {'least' | 'more' | 'most'} kind `more` than `needed`, or it itself will do
 * @property {number} needed
 * @property {(results: import('./results.mjs').Results, node: string) => number | undefined} measure
 */

const goal = (what, where, kind, needed, measure) => ({ what, where, kind, needed, measure });
const ours = (results, node, measured, width, threads = 1) => results.best({ case: measured, family: 'ours', node, width, threads });

/** @returns {Goal[]} */
export function goalsFor(results) {
  const wideBlas = results.torch?.blasVectorBits === 512;
  const wideProcessor = results.machine.vectorBits === 512;
  return [...limitGoals(), ...torchGoals(wideBlas), ...javascriptGoals(), ...forwardGoals(wideProcessor), ...cellGoals()];
}

function limitGoals() {
  const share = (measured, width, arithmetic) => (results, node) => {
    const traits = { case: measured, node, width, threads: 1, ...(arithmetic && { arithmetic }) };
    return speedRatio(results.best({ ...traits, family: 'ours' }), results.best({ ...traits, family: 'limit' }));
  };
  const needed = (measured, narrow, wide) => [
    ...ARITHMETICS.map((arithmetic) => goal(`share of the limit, 128 bits, ${arithmetic}`, measured, 'least', narrow, share(measured, 128, arithmetic))),
    goal('share of the limit, 256 bits, better arithmetic', measured, 'least', wide, share(measured, 256)),
  ];
  return [...needed(LARGE, 0.85, 0.8), ...needed(MIDDLE, 0.75, 0.65)];
}

function torchGoals(wideBlas) {
  const largest = wideBlas ? 0.9 : 1.5;
  const oneThread = [
    [SMALLEST, 10],
    [SMALL, 3],
    ...[MIDDLE, ...OTHER_CELLS].map((measured) => [measured, 1.2]),
    [WIDER, 1.1],
    ...[LARGE, LARGEST].map((measured) => [measured, largest]),
  ].map(([measured, needed]) =>
    goal('speed beside PyTorch, one thread each, 256 bits', measured, 'least', needed, (results, node) =>
      timeRatio(ours(results, node, measured, 256), results.best({ case: measured, family: 'torch', threads: 1 })),
    ),
  );
  const twoThreads = EVERY_TRAINING.map((measured) =>
    goal('speed of two threads beside PyTorch at its best, 256 bits', measured, 'more', 1, (results, node) =>
      timeRatio(ours(results, node, measured, 256, 2), results.best({ case: measured, family: 'torch' })),
    ),
  );
  const gains = EVERY_TRAINING.slice(2).map((measured) =>
    goal('gain of two threads, as a share of what two copies of the limit gain', measured, 'least', 0.9, (results, node) => {
      const width = results.widest({ case: measured, family: 'ours', node });
      const gain = (family) => {
        const two = results.best({ case: measured, family, node, width, threads: 2 });
        const one = two && results.best({ case: measured, family, node, width, threads: 1, arithmetic: two.arithmetic });
        return speedRatio(two, one);
      };
      return quotient(gain('ours'), gain('limit'));
    }),
  );
  return [...oneThread, ...twoThreads, ...gains];
}

function javascriptGoals() {
  const beside = (family, measured, width) => (results, node) =>
    timeRatio(ours(results, node, measured, width), results.best({ case: measured, family, node }));
  const names = { tensorflow: 'TensorFlow.js WASM', jax: 'jax-js WASM' };
  const atMiddle = [
    ['tensorflow', 256, 30],
    ['jax', 256, 13],
    ['tensorflow', 128, 15],
    ['jax', 128, 7],
  ].map(([family, width, needed]) => goal(`speed beside ${names[family]}, ${width} bits`, MIDDLE, 'least', needed, beside(family, MIDDLE, width)));
  const anywhere = ['tensorflow', 'jax'].map((family) =>
    goal(`speed beside ${names[family]}, the least of all sizes and widths`, 'train lstm, all', 'least', 5, (results, node) =>
      least([SMALLEST, SMALL, MIDDLE].flatMap((measured) => [128, 256].map((width) => beside(family, measured, width)(results, node)))),
    ),
  );
  return [...atMiddle, ...anywhere];
}

function forwardGoals(wideProcessor) {
  const beside = (family, measured, width) => (results, node) => {
    const one = ours(results, node, measured, width ?? results.widest({ case: measured, family: 'ours', node }));
    return timeRatio(one, results.best({ case: measured, family, ...(family === 'onnx-web' && { node }) }));
  };
  const web = FORWARDS.flatMap((measured) =>
    [128, 256].map((width) => {
      const fromMiddle = FORWARDS_FROM_MIDDLE.includes(measured);
      const [kind, needed] = fromMiddle ? ['least', width === 128 ? 1.6 : 2.5] : ['more', 1];
      return goal(`speed beside onnxruntime-web, ${width} bits`, measured, kind, needed, beside('onnx-web', measured, width));
    }),
  );
  const native = FORWARDS.map((measured) =>
    goal('speed beside onnxruntime-node, 256 bits', measured, 'least', wideProcessor ? 0.6 : 0.9, beside('onnx-node', measured, 256)),
  );
  return [...web, ...native, goal('speed beside onnxruntime-node, widest', STEP, 'least', 2, beside('onnx-node', STEP))];
}

function cellGoals() {
  const userCell = cases.find(({ kind }) => kind === 'user-cell').id;
  return [128, 256].map((width) =>
    goal(`time of a user's cell as a multiple of the built-in LSTM's, ${width} bits`, userCell, 'most', 1.5, (results, node) =>
      timeRatio(ours(results, node, WIDER, width), ours(results, node, userCell, width)),
    ),
  );
}

const quotient = (numerator, denominator) => (numerator === undefined || denominator === undefined ? undefined : numerator / denominator);

function least(values) {
  const known = values.filter((value) => value !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

const passes = { least: (value, needed) => value >= needed, more: (value, needed) => value > needed, most: (value, needed) => value <= needed };

/** Every goal with what each Node reached; met if all that were measured reach it. */
export function judge(results) {
  return goalsFor(results).map(({ measure, ...described }) => {
    const values = results.nodes.map((node) => measure(results, node));
    const known = values.filter((value) => value !== undefined);
    const verdict = known.every((value) => passes[described.kind](value, described.needed)) ? 'met' : 'not met';
    return { ...described, values, verdict: known.length > 0 ? verdict : 'not measured' };
  });
}
