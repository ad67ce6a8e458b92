// A worker that knows a cell of one's own.
import { serveTraining } from '@rekur/train/worker';
import { minimalCell } from './cell.js';

serveTraining({ cells: { minimal: minimalCell } });
