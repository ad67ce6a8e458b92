import { expect, test } from 'vitest';
import { grad } from '@rekur/autodiff';
import { elmanTanhCell, lstm1997Cell, lstmCellWith, type Module, type Parameters, recurrent } from '@rekur/rnn';
import { flattenTree, oneHot, randomKey, square, sum, type Tensor, tensor } from '@rekur/tensor';
import { cellNames, recipes } from './recipes.js';
import { symbolLayer } from './symbolLayer.js';

const symbols = tensor([[3, 0, 2, 4], [1, 1, 0, 2]], { dtype: 'int32' });
const lengths = tensor([4, 2], { dtype: 'int32' });

test.each([
  ['the LSTM of 1997', lstm1997Cell({ biases: 'gates', inputGateBias: -1 }), true],
  ['the LSTM of 1997 without biases', lstm1997Cell({ biases: 'none' }), true],
  ['a layer without biases', elmanTanhCell, false],
  ['an LSTM', lstmCellWith({ chronoLength: 5 }), true],
])('computes what a layer with one-hot inputs computes, gradients included: %s', (_name, cell, bias) => {
  const looked = symbolLayer(cell, 5, 3, { bias });
  const multiplied = recurrent(cell, 5, 3, { bias });
  const parameters = multiplied.initialize(randomKey(7));
  expect(looked.initialize(randomKey(7))).toEqual(parameters);

  const outputs = [looked.apply(parameters, symbols, undefined, { lengths }), multiplied.apply(parameters, oneHot(symbols, 5), undefined, { lengths })];
  expectClose(outputs[0].output, outputs[1].output);
  const gradientOf = (layer: Module, input: Tensor) => flattenTree(grad((values: Parameters) => sum(square(layer.apply(values, input, undefined, { lengths }).output)))(parameters));
  const [given, expected] = [gradientOf(looked, symbols), gradientOf(multiplied, oneHot(symbols, 5))];
  given.forEach(({ value }, index) => expectClose(value, expected[index].value));
});

test('the networks of 1997 have the published number of weights, and four biases', () => {
  const weights = [50, 100, 200, 500, 1000].map((lag) => parameterCount(recipes.lstm1997.network(lag)));
  expect(weights).toEqual([364, 664, 1264, 3064, 6064].map((published) => published + 4));
});

test('every network answers with two logits a sequence', () => {
  for (const name of cellNames) {
    const network = recipes[name].network(10);
    expect(network.apply(network.initialize(randomKey(1)), symbols, undefined, { lengths }).output.shape, name).toEqual([2, 2]);
  }
});

function parameterCount(network: Module): number {
  return flattenTree(network.initialize(randomKey(1))).reduce((total, { value }) => total + value.size, 0);
}

/** Products of a one-hot input add zeros: the same to the last digits. */
function expectClose(given: Tensor, expected: Tensor): void {
  expect(given.shape).toEqual(expected.shape);
  expected.data.forEach((value, index) => expect(given.data[index]).toBeCloseTo(value, 5));
}
