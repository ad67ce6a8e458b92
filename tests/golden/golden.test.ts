import { wasmEngine } from '@rekur/wasm';
import { describe, test } from 'vitest';
import { type GoldenCase, goldenFiles, goldenFolder, readGolden } from './case.js';
import { operationsOf, runOperation } from './ops.js';
import { runOptimizer } from './optimizer.js';
import { recurrentKinds, runRecurrent } from './recurrent.js';

const compiled = wasmEngine();

describe(`golden vectors of ${goldenFolder.split('/').pop()}`, () => {
  for (const golden of goldenFiles().map(readGolden)) defineTests(golden);
});

function defineTests(golden: GoldenCase): void {
  const { file, options } = golden;
  if (recurrentKinds.includes(options.kind)) {
    test(`${file}: outputs and every gradient agree with PyTorch in float64`, () => runRecurrent(golden, 'float64'));
    test(`${file}: outputs and every gradient agree with PyTorch in float32`, () => runRecurrent(golden, 'float32'));
    test(`${file}: outputs and every gradient agree with PyTorch when compiled`, () => runRecurrent(golden, 'float32', compiled));
  } else if (options.kind === 'optimizer') {
    test(`${file}: every step agrees with PyTorch in float64`, () => runOptimizer(golden));
  } else if (options.kind === 'ops') {
    test.each(operationsOf(golden))(`${file}: %s and its gradients agree with PyTorch in float64`, (name) => runOperation(golden, name));
  } else {
    test(`${file}: is of a kind that these tests know`, () => {
      throw new Error(`${file}: kind is '${options.kind}'; one of ${recurrentKinds.join(', ')}, optimizer, ops is expected`);
    });
  }
}
