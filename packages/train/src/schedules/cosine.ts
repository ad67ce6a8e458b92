import { requireKnown, requireOptions } from '../require.js';
import { requireRate, requireSteps } from './require.js';
import type { Schedule } from './schedule.js';

export interface CosineOptions {
  /** The highest rate, reached after the warm-up. */
  learningRate: number;
  /** Steps from the first to the last; after them the rate stays the lowest. */
  totalSteps: number;
  /** Steps in which the rate rises in equal parts. Default 0. */
  warmupSteps?: number;
  /** The last rate. Default 0. */
  lowest?: number;
}

/**
 * A straight rise over the warm-up, then half a cosine down (Loshchilov & Hutter 2017): with k steps done after the warm-up of
 * the n left for it, lowest + (η − lowest)·(1 + cos(π·k/n))/2; without warm-up as `torch.optim.lr_scheduler.CosineAnnealingLR`
 * with T_max = totalSteps.
 * @throws ValueError for options out of range
 */
export function cosine(options: CosineOptions): Schedule {
  requireKnown('cosine', options, { learningRate: true, totalSteps: true, warmupSteps: true, lowest: true });
  const { learningRate, totalSteps, warmupSteps = 0, lowest = 0 } = options;
  requireRate('cosine', { learningRate });
  requireSteps('cosine', { totalSteps });
  requireOptions('cosine', { warmupSteps }, (value) => Number.isInteger(value) && value >= 0 && value < totalSteps, `a whole number from 0 to below totalSteps, ${totalSteps}, is expected`);
  requireOptions('cosine', { lowest }, (value) => value >= 0 && value <= learningRate, `a number from 0 to learningRate, ${learningRate}, is expected`);
  return {
    name: 'cosine',
    options: { learningRate, totalSteps, warmupSteps, lowest },
    rate(at) {
      if (at <= warmupSteps) return (learningRate * at) / warmupSteps;
      const share = Math.min((at - 1 - warmupSteps) / (totalSteps - warmupSteps), 1);
      return lowest + ((learningRate - lowest) * (1 + cosineOfHalfTurns(share))) / 2;
    },
  };
}

/** cos(π·x) for 0 ≤ x ≤ 1 by its series, so that every engine gives the same bits (Math.cos does not). */
export function cosineOfHalfTurns(x: number): number {
  if (x > 0.5) return -cosineOfHalfTurns(1 - x);
  if (x === 0.5) return 0;
  const squared = Math.PI * x * (Math.PI * x);
  let result = 1;
  for (let k = 22; k >= 2; k -= 2) result = 1 - (squared / (k * (k - 1))) * result;
  return result;
}
