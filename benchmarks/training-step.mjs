// A whole training step on the interpreter: forward, loss, backward, clipping, Adam. Shares of the reference matmul's rate.
import { lstm } from '@rekur/rnn';
import { normal, randomKey } from '@rekur/tensor';
import { adam, fit, meanSquaredError } from '@rekur/train';

/** [batch, time, input, hidden] */
const SIZES = [
  [1, 100, 32, 32],
  [16, 50, 64, 64],
  [32, 100, 128, 128],
];
const STEPS = 5;

export async function benchmarkTrainingStep() {
  const rows = [];
  for (const [batch, time, input, hidden] of SIZES) {
    const inputs = normal(randomKey(1), [batch, time, input]);
    const targets = normal(randomKey(2), [batch, time, hidden]);
    const times = [];
    const options = { loss: meanSquaredError, optimizer: adam(), seed: 1, epochs: STEPS + 1, clipNorm: 1 };
    for await (const event of fit(lstm(input, hidden), [{ inputs, targets }], options)) {
      if (event.type === 'step' && event.step > 1) times.push(event.elapsedMs);
    }
    const ms = times.sort((x, y) => x - y)[times.length >> 1];
    const flops = 6 * batch * time * 4 * hidden * (input + hidden);
    rows.push({ 'batch,time,input,hidden': [batch, time, input, hidden].join(), ms: ms.toFixed(1), 'GFLOP/s': (flops / ms / 1e6).toFixed(2) });
  }
  return rows;
}
