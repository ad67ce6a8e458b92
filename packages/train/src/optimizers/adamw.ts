import type { AdamOptions } from './adam.js';
import { adamFamily } from './adam.js';
import type { Optimizer } from './optimizer.js';

export interface AdamWOptions extends Omit<AdamOptions, 'weightDecay'> {
  /** What part of a parameter, times the learning rate, is taken off at every step. Default 0.01. */
  weightDecay?: number;
}

/**
 * Adam with decoupled weight decay (Loshchilov & Hutter 2019), as `torch.optim.AdamW`: p = (1 − η·λ)·p, then a step of Adam
 * whose moments know nothing of λ.
 * @throws ValueError for options out of range
 */
export function adamw(options: AdamWOptions = {}): Optimizer {
  return adamFamily('adamw', { ...options, weightDecay: options.weightDecay ?? 0.01 }, true);
}
