// An LSTM's training step in jax-js on its WebAssembly backend: one compiled function. It has no scan, so the loop over time
// is unrolled. `x.ref` keeps an array that a call would otherwise take.
import { blockUntilReady, defaultDevice, init, jit, nn, numpy as np, random, tree, valueAndGrad } from '@jax-js/jax';

const LEARNING_RATE = 1e-3;
const [BETA_1, BETA_2, EPSILON] = [0.9, 0.999, 1e-8];

export async function createContestant() {
  await init('wasm');
  defaultDevice('wasm');
  return { describe: () => ({ backend: defaultDevice() }), prepare };
}

async function prepare({ batch, time, input, hidden }) {
  const bound = 1 / Math.sqrt(hidden);
  const uniform = (seed, shape) => random.uniform(random.key(seed), shape, { minval: -bound, maxval: bound });
  const inputs = random.normal(random.key(1), [time, batch, input]);
  const targets = random.normal(random.key(2), [time, batch, hidden]);
  let parameters = [uniform(3, [input, 4 * hidden]), uniform(4, [hidden, 4 * hidden]), np.zeros([4 * hidden])];
  let moments = [0, 1].map(() => parameters.map((parameter) => np.zerosLike(parameter.ref)));
  let steps = 0;

  const forward = ([inputWeights, stateWeights, bias], x) => {
    const projected = np.matmul(x.reshape([time * batch, input]), inputWeights).add(bias).reshape([time, batch, 4 * hidden]);
    let h = np.zeros([batch, hidden]);
    let c = np.zeros([batch, hidden]);
    const states = np.split(projected, time, 0).map((fromInput) => {
      const sums = fromInput.reshape([batch, 4 * hidden]).add(np.matmul(h, stateWeights.ref));
      const [i, f, g, o] = np.split(sums, 4, 1);
      c = nn.sigmoid(f).mul(c).add(nn.sigmoid(i).mul(np.tanh(g)));
      h = nn.sigmoid(o).mul(np.tanh(c.ref));
      return h.ref;
    });
    for (const unused of [h, c, stateWeights]) unused.dispose();
    return np.stack(states, 0);
  };
  const lossOf = (weights, x, wanted) => np.mean(np.square(forward(weights, x).sub(wanted)));
  const step = jit((weights, [means, variances], x, wanted, stepSize, rootCorrection) => {
    const [loss, [gradients, inputGradient]] = valueAndGrad(lossOf, { argnums: [0, 1] })(tree.ref(weights), x, wanted);
    const nextMeans = means.map((mean, index) => mean.mul(BETA_1).add(gradients[index].ref.mul(1 - BETA_1)));
    const nextVariances = variances.map((variance, index) => variance.mul(BETA_2).add(np.square(gradients[index]).mul(1 - BETA_2)));
    const next = weights.map((weight, index) => {
      const denominator = np.sqrt(nextVariances[index].ref).div(rootCorrection.ref).add(EPSILON);
      return weight.sub(nextMeans[index].ref.div(denominator).mul(stepSize.ref));
    });
    return [loss, inputGradient, next, [nextMeans, nextVariances]];
  });

  const run = async () => {
    steps++;
    const stepSize = np.array(LEARNING_RATE / (1 - BETA_1 ** steps));
    const rootCorrection = np.array(Math.sqrt(1 - BETA_2 ** steps));
    const [loss, inputGradient, ...next] = step(parameters, moments, inputs.ref, targets.ref, stepSize, rootCorrection);
    [parameters, moments] = next;
    await blockUntilReady([inputGradient, next]);
    inputGradient.dispose();
    await loss.data();
  };

  const start = performance.now();
  await run();
  return {
    compileMs: Math.round(performance.now() - start),
    run,
    release: () => tree.dispose([parameters, moments, inputs, targets]),
  };
}
