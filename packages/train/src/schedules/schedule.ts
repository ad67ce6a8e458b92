/** What a schedule remembers of the validations so far, as numbers: it stands in checkpoints. */
export type ScheduleMemory = Readonly<Record<string, number>>;

/** The learning rate from step to step, as plain named data, so that a checkpoint can say which one it was. */
export interface Schedule {
  readonly name: string;
  /** All that the rates depend on beside the step. */
  readonly options: Readonly<Record<string, number | readonly number[]>>;
  /** The rate of step `step`, counted from 1. */
  rate(step: number, memory?: ScheduleMemory): number;
  /** For schedules that follow the validation loss: what they remember before the first one, and after each. */
  readonly validation?: {
    readonly first: ScheduleMemory;
    observe(memory: ScheduleMemory, loss: number): ScheduleMemory;
  };
}

/** A schedule as JSON: `{ schedule: 'step', learningRate: 0.1, every: 100 }`. */
export type ScheduleDescription = Readonly<Record<string, string | number | readonly number[]>> & { readonly schedule: string };

/**
 * A fixed rate, a schedule or its description, or any function of the step, counted from 1, which a checkpoint cannot
 * describe.
 */
export type LearningRate = number | Schedule | ScheduleDescription | ((step: number) => number);
