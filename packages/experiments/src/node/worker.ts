// The worker that runExperimentInParallel starts: it knows the experiments of this package.
import { experiments } from '../registry.js';
import { serveParts } from './serve.js';

serveParts(experiments);
