import { describe, expect, test } from 'vitest';
import { remat } from '@rekur/autodiff';
import type { Module } from '@rekur/rnn';
import { add, div, exp, flattenTree, greater, log, mul, scan, sqrt, tensor, type Tensor, transpose, where } from '@rekur/tensor';
import type { Checkpoint } from './checkpoint.js';
import { fit } from './fit.js';
import type { FitOptions } from './fitOptions.js';
import { meanSquaredError } from './losses/meanSquaredError.js';
import { sgd } from './optimizers/sgd.js';

/** A model of one weight, 1 at first, that is never moved: its output is `f`. */
function modelOf(f: (x: Tensor, w: Tensor) => Tensor): Module {
  return {
    description: { kind: 'test' },
    initialize: () => ({ w: tensor([1]) }),
    initialState: () => ({}),
    apply: ({ w }, x) => ({ output: f(x, w as Tensor), state: {} }),
  };
}

const batchOf = (...values: number[]) => ({ inputs: tensor([values]), targets: tensor([values.map(() => 0)]) });

/** Trains, and returns the steps done and the message of the error. */
async function failure(model: Module, batches: ReturnType<typeof batchOf>[], more: Partial<FitOptions> = {}): Promise<[number, string]> {
  let steps = 0;
  let weight: number | undefined;
  const save = { everySteps: 100, save: ({ parameters }: Checkpoint) => void (weight = flattenTree(parameters)[0].value.item()) };
  const options: FitOptions = { loss: meanSquaredError, optimizer: sgd({ learningRate: 0 }), seed: 1, checkpoint: save, ...more };
  try {
    for await (const event of fit(model, batches, options)) if (event.type === 'step') steps = event.step;
  } catch (error) {
    expect(weight).toBe(1);
    return [steps, (error as Error).message];
  }
  throw new Error('training went through');
}

const after = '; finite numbers are expected; the parameters are as before that step; lower the learning rate or set clipNorm';

describe('the error for numbers that are not finite names the step and the operation where it began:', () => {
  test('a logarithm of 0 at the third step', async () => {
    const model = modelOf((x, w) => mul(w, log(x)));
    expect(await failure(model, [batchOf(1, 2), batchOf(2, 3), batchOf(4, 0)])).toEqual([
      2,
      'fit: loss or gradient is not finite: step 3, loss Infinity, gradient norm Infinity; it began in the forward part, ' +
        `with b: float32[1,2] = log a (a: float32[1,2]), where log(0) is -Infinity${after}`,
    ]);
  });

  test('a division by 0', async () => {
    const model = modelOf((x, w) => div(mul(w, 2), x));
    const [, message] = await failure(model, [batchOf(1, 0)]);
    expect(message).toContain('it began in the forward part, with c: float32[1,2] = div a b (a: float32[1,2], b: float32[1,2]), where div(2, 0) is Infinity');
  });

  test('an exponential that overflows, and not the NaN that follows', async () => {
    const model = modelOf((x, w) => div(exp(mul(w, x)), exp(mul(w, x))));
    const [, message] = await failure(model, [batchOf(1, 100)]);
    expect(message).toContain('loss NaN, gradient norm NaN; it began in the forward part, with b: float32[1,2] = exp a (a: float32[1,2]), where exp(100) is Infinity');
  });

  test('an operation of the backward part', async () => {
    // √0 is finite; its derivative is not.
    const model = modelOf((x, w) => sqrt(mul(w, x)));
    const [, message] = await failure(model, [batchOf(1, 0)]);
    expect(message).toMatch(/loss 0\.5, gradient norm NaN; it began in the backward part, with c: float32\[1,2\] = div .*, where div\(0(\.5)?, 0\) is (NaN|Infinity);/);
  });

  test('a step of a loop over time, in its body', async () => {
    const model = modelOf((x, w) => {
      const sequence = transpose(x);
      const { outputs } = scan(([carry], [value]) => ({ carry: [add(carry, value)], outputs: [log(add(mul(w, value), 0))] }), [tensor([0])], [sequence]);
      return transpose(outputs[0]);
    });
    const [, message] = await failure(model, [batchOf(1, 2, 0, 3)]);
    expect(message).toContain('it began in the forward part at time step 2, with b: float32[1] = log a (a: float32[1]), where log(0) is -Infinity');
  });

  test('a step of the loop backwards over time', async () => {
    // √0 again, at the second of four steps, on the way back.
    const model = modelOf((x, w) => {
      const { outputs } = scan(([carry], [value]) => ({ carry: [add(carry, value)], outputs: [sqrt(mul(w, value))] }), [tensor([0])], [transpose(x)]);
      return transpose(outputs[0]);
    });
    const [, message] = await failure(model, [batchOf(1, 0, 2, 3)]);
    expect(message).toMatch(/gradient norm NaN; it began in the backward part at time step 1, with c: float32\[1\] = div a b .*, where div\(0, 0\) is NaN;/);
  });

  test('an operation inside a part that is computed again', async () => {
    const model = modelOf((x, w) => remat((given: { x: Tensor; w: Tensor }) => mul(given.w, log(given.x)))({ x, w }));
    const [, message] = await failure(model, [batchOf(1, 0)]);
    expect(message).toContain('it began in the forward part, with b: float32[1,2] = log a (a: float32[1,2]), where log(0) is -Infinity');
  });

  test('the parameters, where they are not finite themselves', async () => {
    const model = modelOf((x, w) => mul(w, x));
    const run = async (): Promise<void> => {
      const options = { loss: meanSquaredError, optimizer: sgd(), seed: 1, parameters: { w: tensor([Infinity]) } };
      for await (const event of fit(model, [batchOf(1)], options)) expect(event.type).toBe('start');
    };
    await expect(run()).rejects.toThrow('it came in with state.parameters.w; ');
  });

  test('not an operation whose result is never used', async () => {
    const model = modelOf((x, w) => mul(exp(mul(x, 100)), where(greater(x, 0), mul(w, x), log(x))));
    const [, message] = await failure(model, [batchOf(-1, 1)]);
    expect(message).toContain('= exp a (a: float32[1,2]), where exp(100) is Infinity');
  });

  test('the data, where they are not finite themselves', async () => {
    const model = modelOf((x, w) => mul(w, x));
    const [, message] = await failure(model, [batchOf(1, NaN)]);
    expect(message).toBe(
      'fit: loss or gradient is not finite: step 1, loss NaN, gradient norm NaN; it came in with batch.inputs; ' +
        'finite numbers are expected; the parameters are as before that step; look at the data',
    );
  });
});
