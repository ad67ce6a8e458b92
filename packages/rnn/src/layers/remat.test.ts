import { describe, expect, test } from 'vitest';
import { bufferBytes, grad, vjp } from '@rekur/autodiff';
import { flattenTree, normal, randomKey, rebuildTree, square, sum, tensor, type Tensor, trace } from '@rekur/tensor';
import { moduleFromDescription } from '../describe.js';
import type { Parameters } from '../module.js';
import { lstm } from './lstm.js';

const options = { layers: 2, bidirectional: true } as const;
const [plain, saving] = [lstm(3, 4, options), lstm(3, 4, { ...options, remat: true })];
const parameters = plain.initialize(randomKey(1));
const x = normal(randomKey(2), [3, 11, 3]);
const lengths = tensor([11, 4, 7], { dtype: 'int32' });

describe('remat', () => {
  test('changes no bit of outputs and states, with lengths and both directions', () => {
    for (const context of [undefined, { lengths }]) {
      const [a, b] = [plain, saving].map((layer) => layer.apply(parameters, x, undefined, context));
      expect(b.output.data).toEqual(a.output.data);
      for (const { path, value } of flattenTree(a.state)) expect((b.state[path] as Tensor).data).toEqual(value.data);
    }
  });

  test('gives the same gradients, but for the order in which those of weights are added', () => {
    const gradients = [plain, saving].map((layer) => {
      const { pullback } = vjp((given: Parameters) => [sum(square(layer.apply(given, x, undefined, { lengths }).output))], parameters);
      return flattenTree(pullback([tensor(1)]));
    });
    gradients[0].forEach(({ path, value }, index) => {
      const given = gradients[1][index].value;
      const scale = Math.max(...value.data.map(Math.abs));
      value.data.forEach((element, place) => expect(Math.abs(given.data[place] - element), path).toBeLessThan(2e-6 * scale));
    });
  });

  test('needs less than a third of the memory over 2,000 steps, where the last state is what counts', () => {
    const bytes = [false, true].map((remat) => {
      const layer = lstm(2, 8, { remat });
      const values = flattenTree(layer.initialize(randomKey(1))).map(({ value }) => value);
      const like = layer.initialize(randomKey(1));
      const { program } = trace(
        (input, ...leaves) => {
          const gradient = grad((given: Parameters) => sum(layer.apply(given, input).state.h as Tensor))(rebuildTree(like, leaves));
          return flattenTree(gradient).map(({ value }) => value);
        },
        [{ shape: [1, 2000, 2], dtype: 'float32' }, ...values],
      );
      return bufferBytes(program);
    });
    expect(bytes[1]).toBeLessThan(bytes[0] / 3);
  });

  test('stands in the description only where it is asked for, and comes back from it', () => {
    expect(plain.description).not.toHaveProperty('remat');
    expect(saving.description).toMatchObject({ remat: true });
    expect(moduleFromDescription(saving.description).description).toEqual(saving.description);
  });
});
