// What workers run in tests: built into one file, since threads do not read TypeScript.
import { serveParts } from '../node/serve.js';
import { toyExperiment } from './toyExperiment.js';

serveParts({ toy: toyExperiment().experiment });
