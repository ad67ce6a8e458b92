import { describe, expect, test } from 'vitest';
import * as t from '@rekur/tensor';
import { checkGradients } from './checkGradients.js';
import { grad } from './grad.js';
import { rules } from './rules/index.js';
import { cases, type Values, values } from './testing/ruleCases.js';

/** Weighted unevenly before it is summed. */
function weighted(x: t.Tensor): t.Tensor {
  return t.sum(t.mul(x, values(99, x.shape)));
}

describe('the vjp rule', () => {
  for (const [name, rule] of Object.entries(rules)) {
    if (!rule.differentiable) {
      test(`of ${name} is absent for a stated reason`, () => expect(rule.reason).not.toBe(''));
      continue;
    }
    test(`of ${name} agrees with central differences, once and twice`, () => {
      expect(cases[name], `a case for ${name}`).toBeDefined();
      for (const { f, at } of cases[name]) {
        const objective = (x: Values): t.Tensor => weighted(f(x));
        expect(checkGradients(objective, at)).toMatchObject({ agrees: true });
        const twice = (x: Values): t.Tensor =>
          Object.values(grad(objective)(x)).map((each) => weighted(t.square(each))).reduce((sum, each) => t.add(sum, each));
        expect(checkGradients(twice, at, { tolerance: 1e-6 })).toMatchObject({ agrees: true });
      }
    });
  }

  test('of cast carries a float32 cotangent back to float64', () => {
    const gradient = grad((x: t.Tensor) => t.cast(t.sum(t.cast(x, 'float32')), 'float64'))(values(3, [4]));
    expect(gradient.dtype).toBe('float64');
    expect(gradient.toArray()).toEqual([1, 1, 1, 1]);
  });

  test('of max shares the cotangent among equal maxima, of maximum between equal operands', () => {
    const tied = t.tensor([2, 2, 1, 2], { dtype: 'float64' });
    expect(grad((x: t.Tensor) => t.max(x))(tied).toArray()).toEqual([1 / 3, 1 / 3, 0, 1 / 3]);
    expect(grad((x: t.Tensor) => t.sum(t.maximum(x, 2)))(tied).toArray()).toEqual([0.5, 0.5, 0, 0.5]);
  });

  test('of relu is 0 at 0, as in PyTorch', () => {
    expect(grad((x: t.Tensor) => t.sum(t.relu(x)))(t.tensor([-1, 0, 1])).toArray()).toEqual([0, 0, 1]);
  });
});
