import { describe, expect, test } from 'vitest';
import { checkGradients, grad, vjpProgram } from '@rekur/autodiff';
import { lstm } from '@rekur/rnn';
import { add, checkProgram, normal, parseProgram, printProgram, randomKey, square, sum, type Tensor, trace } from '@rekur/tensor';

const [batch, time, inputSize, hidden] = [2, 11, 5, 3];
const layer = lstm(inputSize, hidden);
const parameters = layer.initialize(randomKey(1)) as Record<string, Tensor>;
const x = normal(randomKey(2), [batch, time, inputSize]);

/** The printed Program of the layer's loss and its gradients with respect to input and every parameter. */
function printedGradient(): string {
  const names = Object.keys(parameters);
  const { program } = trace(
    (input, ...values) => [sum(square(layer.apply(Object.fromEntries(names.map((name, index) => [name, values[index]])), input).output))],
    [x, ...Object.values(parameters)],
  );
  const gradient = vjpProgram(program);
  checkProgram(gradient);
  return printProgram(gradient);
}

describe('the vjp of an LSTM', () => {
  test('stacks at most 7·batch·hidden floats a step, and no weights', () => {
    const [forward, backward] = printedGradient().split('\n').filter((line) => / = scan\[/.test(line));
    expect(backward).toMatch(/ = scan\[/);
    // What the forward scan binds with a leading time axis: its output h, and the residuals.
    const stacked = [...forward.matchAll(new RegExp(`float32\\[${time},([\\d,]+)\\]`, 'g'))].map(([, sizes]) => sizes);
    expect(stacked).toEqual(Array.from({ length: 1 + 7 }, () => `${batch},${hidden}`));
  });

  test('is a Program whose text parses back to the same text', () => {
    const text = printedGradient();
    expect(printProgram(parseProgram(text))).toBe(text);
  });

  test('differentiated again agrees with central differences', () => {
    const small = lstm(2, 2);
    const at = { x: normal(randomKey(3), [2, 4, 2]), ...(small.initialize(randomKey(4)) as Record<string, Tensor>) };
    const loss = ({ x: input, ...rest }: Record<string, Tensor>): Tensor => sum(square(small.apply(rest, input).output));
    const gradientNorm = (p: Record<string, Tensor>): Tensor => {
      const squares = Object.values(grad(loss)(p)).map((each) => sum(square(each)));
      return squares.reduce((total, each) => add(total, each));
    };
    expect(checkGradients(gradientNorm, at, { tolerance: 1e-6 })).toMatchObject({ agrees: true });
  });
});
