// Questions to the measurements of a run.
import { gigaflops, median, pairedRatio } from './statistics.mjs';

export const ARITHMETICS = ['separate', 'fused'];

/**
 * @typedef {object} Measurement
 * @property {string} case
 * @property {string} family
 * @property {string} [node]
 * @property {number} [width]
 * @property {string} [arithmetic]
 * @property {number} threads
 * @property {number} flops of one run
 * @property {number} median milliseconds of one run
 * @property {number[]} samples one per round
 */

export class Results {
  /** @param {{ measurements: Measurement[], machine: object, descriptions: Record<string, object> }} results */
  constructor({ measurements, machine, descriptions }) {
    this.measurements = measurements;
    this.machine = machine;
    this.descriptions = descriptions;
    /** @type {string[]} major versions, the oldest first */
    this.nodes = Object.keys(machine.nodes).sort((one, other) => one - other);
  }

  /** Those with all of the traits, such as `{ case, family: 'ours', node: '24' }`. @returns {Measurement[]} */
  all(traits) {
    return this.measurements.filter((measurement) => Object.entries(traits).every(([name, value]) => measurement[name] === value));
  }

  /** The fastest of them by its median rate: of several arithmetics or thread counts. @returns {Measurement | undefined} */
  best(traits) {
    const rate = ({ flops, median: milliseconds }) => flops / milliseconds;
    return this.all(traits).reduce((best, each) => (!best || rate(each) > rate(best) ? each : best), undefined);
  }

  widest(traits) {
    const widths = this.all(traits).flatMap(({ width }) => width ?? []);
    return widths.length > 0 ? Math.max(...widths) : undefined;
  }

  /** What PyTorch told of itself and of its OpenBLAS. */
  get torch() {
    return Object.entries(this.descriptions).find(([id]) => id.startsWith('torch'))?.[1];
  }
}

/** How many times as fast `one` is as `other`, in operations per second; undefined if one of them is missing. */
export function speedRatio(one, other) {
  if (!one || !other) return undefined;
  return pairedRatio(other.samples, one.samples) * (one.flops / other.flops);
}

/** The same where both do the same work, whatever they count as operations. */
export function timeRatio(one, other) {
  return one && other && pairedRatio(other.samples, one.samples);
}

/** Over all the cases in which they were measured. */
export function medianRate(measurements) {
  if (measurements.length === 0) return undefined;
  return median(measurements.flatMap(({ flops, samples }) => samples.map((milliseconds) => gigaflops(flops, milliseconds))));
}
