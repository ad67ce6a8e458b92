import { requireKnown, requireOptions } from '../require.js';
import { requireRate } from './require.js';
import type { Schedule, ScheduleMemory } from './schedule.js';

export interface OnPlateauOptions {
  /** The first rate. */
  learningRate: number;
  /** What the rate is multiplied by when the validation loss no longer falls. Default 0.1. */
  factor?: number;
  /** So many validations without a lower loss are borne. Default 10. */
  patience?: number;
  /** Lower means below (1 − threshold) times the lowest. Default 1e-4. */
  threshold?: number;
  /** So many validations after a change are not counted. Default 0. */
  cooldown?: number;
  /** The rate does not fall below. Default 0. */
  lowest?: number;
}

/** A rate that would change by less stays as it is, as in PyTorch. */
const SMALLEST_CHANGE = 1e-8;

/**
 * Lowers the rate when the validation loss stops falling, as `torch.optim.lr_scheduler.ReduceLROnPlateau`. `fit` needs
 * `validation` for it; a checkpoint holds what it remembers.
 * @throws ValueError for options out of range
 */
export function onPlateau(options: OnPlateauOptions): Schedule {
  requireKnown('onPlateau', options, { learningRate: true, factor: true, patience: true, threshold: true, cooldown: true, lowest: true });
  const { learningRate, factor = 0.1, patience = 10, threshold = 1e-4, cooldown = 0, lowest = 0 } = options;
  requireRate('onPlateau', { learningRate });
  requireOptions('onPlateau', { factor }, (value) => value > 0 && value < 1, 'a number above 0 and below 1 is expected');
  const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0;
  requireOptions('onPlateau', { patience, cooldown }, isCount, 'a whole number, 0 or more, is expected');
  requireOptions('onPlateau', { threshold, lowest }, (value) => value >= 0 && value < Infinity, 'a finite number, 0 or more, is expected');

  // The number of finite validations tells whether there is a best loss: checkpoints hold JSON, which has no Infinity.
  const first: ScheduleMemory = { rate: learningRate, best: 0, validations: 0, bad: 0, cooldown: 0 };
  return {
    name: 'onPlateau',
    options: { learningRate, factor, patience, threshold, cooldown, lowest },
    rate: (_step, memory = first) => memory.rate,
    validation: {
      first,
      observe(memory, loss) {
        const isFinite = Number.isFinite(loss);
        const isLower = isFinite && (memory.validations === 0 || loss < memory.best * (1 - threshold));
        const best = isLower ? loss : memory.best;
        const cooling = memory.cooldown > 0;
        const bad = isLower || cooling ? 0 : memory.bad + 1;
        const seen = { best, validations: memory.validations + (isFinite ? 1 : 0) };
        if (bad <= patience) return { ...seen, rate: memory.rate, bad, cooldown: Math.max(memory.cooldown - 1, 0) };
        const reduced = Math.max(memory.rate * factor, lowest);
        return { ...seen, rate: memory.rate - reduced > SMALLEST_CHANGE ? reduced : memory.rate, bad: 0, cooldown };
      },
    },
  };
}
