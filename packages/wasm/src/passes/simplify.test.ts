import { simplify } from './simplify.js';
import { describePass } from './testing/passProperties.js';

describePass('simplify', simplify, { exact: true });
