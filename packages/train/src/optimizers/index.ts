import { adagrad } from './adagrad.js';
import { adam } from './adam.js';
import { adamw } from './adamw.js';
import { rmsprop } from './rmsprop.js';
import { sgd } from './sgd.js';

/** Every optimiser by its name: each takes its options and has PyTorch's defaults. */
export const optimizers = { adagrad, adam, adamw, rmsprop, sgd } as const;
