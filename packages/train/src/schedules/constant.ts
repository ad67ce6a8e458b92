import { requireRate } from './require.js';
import type { Schedule } from './schedule.js';
import { requireKnown } from '../require.js';

export interface ConstantOptions {
  learningRate: number;
}

/** The same rate at every step. */
export function constant(options: ConstantOptions): Schedule {
  requireKnown('constant', options, { learningRate: true });
  const { learningRate } = options;
  requireRate('constant', { learningRate });
  return { name: 'constant', options: { learningRate }, rate: () => learningRate };
}
