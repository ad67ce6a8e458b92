import { expect, test } from 'vitest';
import { tensor } from '@rekur/tensor';
import { eventLine } from './json.js';

test('an event becomes one line of JSON: without tensors, of a model its card, typed arrays as arrays, no NaN', () => {
  const event = {
    type: 'end',
    loss: NaN,
    parameters: { weight: tensor([1, 2]) },
    model: { parameters: {}, card: { source: 'novel\n', values: Float64Array.of(1, 0.1) } },
  };
  expect(eventLine(event)).toBe('{"type":"end","loss":null,"model":{"card":{"source":"novel\\n","values":[1,0.1]}}}\n');
});

test('parameters that would be copied out are not asked for', () => {
  const event = {
    type: 'step',
    get parameters(): never {
      throw new Error('read');
    },
  };
  expect(eventLine(event)).toBe('{"type":"step"}\n');
});
