import { hoist } from './hoist.js';
import { describePass } from './testing/passProperties.js';

describePass('hoist', hoist, { exact: true });
