import { expect, test } from 'vitest';
import { tensor } from '../operations/create.js';
import { hex, whole } from './bits.js';

test('whole tells −0 from 0, and one type from another', () => {
  expect(whole(tensor([-0]))).not.toEqual(whole(tensor([0])));
  expect(whole(tensor([NaN]))).toEqual(whole(tensor([NaN])));
  expect(whole(tensor([1]))).not.toEqual(whole(tensor([1], { dtype: 'float64' })));
  expect(whole(tensor([1]))).not.toEqual(whole(tensor([[1]])));
});

test('hex shows the bits of float32', () => {
  expect(hex([1, -0, 0.1])).toBe('3f800000 80000000 3dcccccd');
});
