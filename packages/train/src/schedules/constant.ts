import { requireRate } from './require.js';
import type { Schedule } from './schedule.js';

export interface ConstantOptions {
  learningRate: number;
}

/** The same rate at every step. */
export function constant({ learningRate }: ConstantOptions): Schedule {
  requireRate('constant', { learningRate });
  return { name: 'constant', options: { learningRate }, rate: () => learningRate };
}
