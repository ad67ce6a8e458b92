// An LSTM's training step in TensorFlow.js on its WebAssembly backend. Its layers took longer than this loop, which
// multiplies all inputs by their weights at once before it begins.
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';

export async function createContestant() {
  await tf.setBackend('wasm');
  await tf.ready();
  return { describe: () => ({ version: tf.version.tfjs, backend: tf.getBackend() }), prepare };
}

function prepare({ batch, time, input, hidden }) {
  const bound = 1 / Math.sqrt(hidden);
  const inputs = tf.randomNormal([batch, time, input]);
  const targets = tf.randomNormal([batch, time, hidden]);
  const variables = [
    tf.variable(tf.randomUniform([input, 4 * hidden], -bound, bound)),
    tf.variable(tf.randomUniform([hidden, 4 * hidden], -bound, bound)),
    tf.variable(tf.zeros([4 * hidden])),
  ];
  const optimizer = tf.train.adam(1e-3);

  const forward = (x, inputWeights, stateWeights, bias) => {
    const projected = tf.add(tf.matMul(tf.reshape(x, [batch * time, input]), inputWeights), bias);
    let h = tf.zeros([batch, hidden]);
    let c = tf.zeros([batch, hidden]);
    const states = tf.unstack(tf.reshape(projected, [batch, time, 4 * hidden]), 1).map((fromInput) => {
      const [i, f, g, o] = tf.split(tf.add(fromInput, tf.matMul(h, stateWeights)), 4, 1);
      c = tf.add(tf.mul(tf.sigmoid(f), c), tf.mul(tf.sigmoid(i), tf.tanh(g)));
      h = tf.mul(tf.sigmoid(o), tf.tanh(c));
      return h;
    });
    return tf.stack(states, 1);
  };
  const lossAndGradients = tf.valueAndGrads((...parts) => tf.losses.meanSquaredError(targets, forward(...parts)));
  const step = () => {
    const { value, grads } = lossAndGradients([inputs, ...variables]); // grads[0]: of the inputs
    optimizer.applyGradients(Object.fromEntries(variables.map(({ name }, index) => [name, grads[index + 1]])));
    return value;
  };

  return {
    run() {
      const loss = tf.tidy(step);
      loss.dataSync();
      loss.dispose();
    },
    release() {
      tf.dispose([inputs, targets, ...variables]);
      optimizer.dispose();
    },
  };
}
