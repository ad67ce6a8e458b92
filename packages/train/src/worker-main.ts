// The worker that trainInWorker starts: built-in cells, losses and optimisers.
import { serveTraining } from './worker/serve.js';

serveTraining();
