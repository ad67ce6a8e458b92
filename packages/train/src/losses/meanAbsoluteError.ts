import { sub } from '@rekur/tensor';
import { elementwiseLoss, type Loss, magnitude } from './loss.js';

/**
 * Mean |prediction − target| of predictions [...] against targets of the same shape, as `torch.nn.L1Loss`.
 * @throws ShapeError, DTypeError
 */
export const meanAbsoluteError: Loss = elementwiseLoss('meanAbsoluteError', (prediction, target) => magnitude(sub(prediction, target)));
