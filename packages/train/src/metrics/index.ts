import { accuracy } from './accuracy.js';
import { bitsPerCharacter } from './bitsPerCharacter.js';
import { confusionMatrix } from './confusionMatrix.js';
import { coverage } from './coverage.js';
import { f1 } from './f1.js';
import { meanAbsoluteScaledError } from './meanAbsoluteScaledError.js';
import { perplexity } from './perplexity.js';
import { pinballLoss } from './pinballLoss.js';

/** Every metric by its name. They work on the host, on tensors and arrays alike. */
export const metrics = {
  accuracy,
  bitsPerCharacter,
  confusionMatrix,
  coverage,
  f1,
  meanAbsoluteScaledError,
  perplexity,
  pinballLoss,
} as const;
