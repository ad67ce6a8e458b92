export { anyExperiment } from './experiment.js';
export type { AnyExperiment, Experiment, Json, OptionSpec, OptionSpecs, Paper, Part, PartContext, RunProgress, Verdict } from './experiment.js';
export { boundsText, isWhole, optionsFor } from './options.js';
export type { GivenOptions } from './options.js';
export { experiments, findExperiment } from './registry.js';
export { runExperiment, versionOf } from './run.js';
export type { ExperimentRun, RunSettings } from './run.js';
export type { PartStore } from './schedule.js';

// The experiments themselves, with the types of their options and results.
export { copyNodes } from './copyNodes/experiment.js';
export type { CopyNodesOptions } from './copyNodes/experiment.js';
export type { CopyNodesResult } from './copyNodes/result.js';
export { decay } from './decay/experiment.js';
export type { DecayOptions } from './decay/experiment.js';
export type { DecayResult } from './decay/result.js';
export { orderMatters } from './orderMatters/experiment.js';
export type { OrderMattersOptions } from './orderMatters/experiment.js';
export type { OrderMattersResult } from './orderMatters/result.js';
export { thousandSteps } from './thousandSteps/experiment.js';
export type { ThousandStepsOptions } from './thousandSteps/experiment.js';
export type { ThousandStepsResult } from './thousandSteps/outcomes.js';
