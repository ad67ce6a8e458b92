import { describe, ShapeError, ValueError } from '../error.js';
import { fullLike } from '../apply.js';
import { fromData } from '../operations/create.js';
import { add, cast, greaterEqual, mul, or, shiftLeft, shiftRight, where, xor } from '../operations/elementwise.js';
import { iota } from '../operations/indices.js';
import { reshape, slice, stack } from '../operations/movement.js';
import type { Shape } from '../shape.js';
import { formatType, sizeOf } from '../shape.js';
import { Tensor } from '../tensor.js';
import type { RandomKey } from './key.js';
import { PARITY, ROTATIONS, ROUNDS } from './threefry.js';

/** A key as a tensor, uint32 [2], so that it can be an input of a Program: random numbers that differ from step to step. */
export function keyTensor(key: RandomKey): Tensor {
  return fromData(Uint32Array.of(key.word0, key.word1), [2]);
}

/**
 * {@link foldIn} for a key that is a tensor: the same bits.
 * @throws ShapeError unless the key is uint32 [2]; ValueError unless the index is a whole number from 0 to 2^32 − 1
 */
export function foldKey(key: Tensor, index: number): Tensor {
  requireKey('foldKey', key);
  if (index >>> 0 !== index) {
    throw new ValueError(describe('foldKey', 'not an index', String(index), 'a whole number from 0 to 2^32 − 1 is expected'));
  }
  const scalar = (value: number): Tensor => fullLike(key, value, { shape: [], dtype: 'uint32' });
  return stack(threefry(key, scalar(0xffffffff), scalar(index)));
}

/**
 * {@link randomBits} for a key that is a tensor: uint32 words of any shape, the same bits in row-major order.
 * @throws ShapeError unless the key is uint32 [2]
 */
export function randomWords(key: Tensor, shape: Shape): Tensor {
  requireKey('randomWords', key);
  const count = sizeOf(shape);
  const counters = cast(iota([Math.ceil(count / 2)], { like: key }), 'uint32');
  const words = threefry(key, fullLike(counters, 0), counters);
  return reshape(slice(reshape(stack(words, 1), [-1]), 0, 0, count), shape);
}

/**
 * x with each element set to 0 with probability `rate` and the others divided by 1 − rate, so that the mean stays (Srivastava
 * et al. 2014), as `torch.nn.functional.dropout` in training. The key decides which: the same one, the same mask. Nothing is
 * stored for the backward pass but the mask, which comes from counters.
 * @throws ShapeError unless the key is uint32 [2]; ValueError unless 0 ≤ rate < 1
 */
export function dropout(x: Tensor, rate: number, key: Tensor): Tensor {
  if (!(rate >= 0 && rate < 1)) {
    throw new ValueError(describe('dropout', 'not a rate', String(rate), 'a number from 0 up to but not including 1 is expected'));
  }
  requireKey('dropout', key);
  if (rate === 0) return x;
  const keep = greaterEqual(shiftRight(randomWords(key, x.shape), 8), Math.round(rate * 16777216));
  return where(keep, mul(x, 1 / (1 - rate)), 0);
}

/** Both words of Threefry-2×32, in tensor operations; see `threefry2x32`, which gives the same bits. */
function threefry(key: Tensor, counter0: Tensor, counter1: Tensor): [Tensor, Tensor] {
  const key0 = reshape(slice(key, 0, 0, 1), []);
  const key1 = reshape(slice(key, 0, 1, 2), []);
  const keys = [key0, key1, xor(xor(key0, key1), PARITY)];
  let x0 = add(counter0, key0);
  let x1 = add(counter1, key1);
  for (let round = 0; round < ROUNDS; round++) {
    const distance = ROTATIONS[round & 7];
    x0 = add(x0, x1);
    x1 = xor(or(shiftLeft(x1, distance), shiftRight(x1, 32 - distance)), x0);
    if ((round & 3) !== 3) continue;
    const injection = (round >> 2) + 1;
    x0 = add(x0, keys[injection % 3]);
    x1 = add(add(x1, keys[(injection + 1) % 3]), injection);
  }
  return [x0, x1];
}

function requireKey(operation: string, key: Tensor): void {
  if (key instanceof Tensor && key.dtype === 'uint32' && key.rank === 1 && key.shape[0] === 2) return;
  throw new ShapeError(describe(operation, 'not a key', formatType(key), 'uint32[2] is expected', 'keyTensor(randomKey(seed)) makes one'));
}
