// Who may import whom: the one table behind the lint rule `rekur/arrows` and tests/architecture.test.ts. Arrows point one
// way only; devDependencies count (turbo refuses cycles, and what needs several packages to be tested lives in tests).
// Packages that do not exist yet are listed so that their place is settled before they come.

/** Short name (the folder in packages/) to the short names it may import. */
const packages = {
  tensor: [],
  safetensors: [],
  viz: [],
  autodiff: ['tensor'],
  wasm: ['tensor'],
  datasets: ['tensor'],
  'datasets-speech': ['tensor'],
  rnn: ['tensor', 'autodiff'],
  weights: ['tensor', 'safetensors', 'rnn'],
  train: ['tensor', 'safetensors', 'autodiff', 'wasm', 'rnn'],
  tasks: ['tensor', 'safetensors', 'autodiff', 'wasm', 'rnn', 'train', 'datasets', 'datasets-speech'],
  experiments: [
    'tensor', 'safetensors', 'autodiff', 'wasm', 'rnn', 'train', 'datasets', 'datasets-speech', 'tasks', 'weights', 'viz',
  ],
};

const everyPackage = Object.keys(packages).map((name) => `@rekur/${name}`);

/**
 * npm name to the npm names it may import.
 * @type {Record<string, string[]>}
 */
export const arrows = {
  ...Object.fromEntries(
    Object.entries(packages).map(([name, imports]) => [`@rekur/${name}`, imports.map((other) => `@rekur/${other}`)]),
  ),
  rekur: everyPackage,
  '@rekur/docs': everyPackage,
  '@rekur/tests': [...everyPackage, 'rekur'],
  '@rekur/benchmarks': [...everyPackage, 'rekur'],
};

/** `@rekur/train/node` → `@rekur/train`; undefined for what is not a package of this repository. */
export function packageOf(specifier) {
  return /^(@rekur\/[^/]+|rekur)(?=\/|$)/.exec(specifier)?.[1];
}
