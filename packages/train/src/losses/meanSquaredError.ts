import { square, sub } from '@rekur/tensor';
import { elementwiseLoss, type Loss } from './loss.js';

/**
 * Mean squared error of predictions [...] against targets of the same shape, as `torch.nn.MSELoss`.
 * @throws ShapeError, DTypeError
 */
export const meanSquaredError: Loss = elementwiseLoss('meanSquaredError', (prediction, target) => square(sub(prediction, target)));
