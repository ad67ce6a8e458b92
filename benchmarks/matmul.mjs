// The reference matmul beside the plainest loop in the same run, alternating; medians of the rounds.
import { matmul, normal, randomKey } from '@rekur/tensor';

/** [M, K, N]: batch × input → gates, and the sizes of a language model's output layer. */
const SIZES = [
  [32, 128, 512],
  [128, 128, 128],
  [256, 256, 256],
  [1, 128, 512],
];
const ROUNDS = 9;
const ROUND_MS = 60;

function naive(a, b, M, K, N) {
  const out = new Float32Array(M * N);
  for (let i = 0; i < M; i++) {
    for (let j = 0; j < N; j++) {
      let total = 0;
      for (let k = 0; k < K; k++) total = Math.fround(total + Math.fround(a[i * K + k] * b[k * N + j]));
      out[i * N + j] = total;
    }
  }
  return out;
}

/** Calls per millisecond over a round. */
function rate(f) {
  let calls = 0;
  const start = performance.now();
  while (performance.now() - start < ROUND_MS) {
    f();
    calls++;
  }
  return calls / (performance.now() - start);
}

const median = (values) => [...values].sort((x, y) => x - y)[values.length >> 1];

export function benchmarkMatmul() {
  return SIZES.map(([M, K, N]) => {
    const a = normal(randomKey(1), [M, K]);
    const b = normal(randomKey(2), [K, N]);
    const runs = { ours: () => matmul(a, b), naive: () => naive(a.data, b.data, M, K, N) };
    const expected = runs.naive();
    if (runs.ours().data.some((value, index) => value !== expected[index])) throw new Error(`matmul: results differ at ${[M, K, N]}`);
    const rates = { ours: [], naive: [] };
    for (let round = -2; round < ROUNDS; round++) {
      for (const name of ['ours', 'naive']) {
        const value = rate(runs[name]);
        if (round >= 0) rates[name].push(value);
      }
    }
    const gflops = (name) => (median(rates[name]) * 2 * M * K * N) / 1e6;
    return {
      size: `${M}×${K}×${N}`,
      'GFLOP/s': gflops('ours').toFixed(2),
      'plain loop': gflops('naive').toFixed(2),
      ratio: median(rates.ours.map((value, index) => value / rates.naive[index])).toFixed(2),
    };
  });
}
