import { interpreter } from '@rekur/tensor';
import { conformance } from './conformance.js';

conformance(interpreter);
