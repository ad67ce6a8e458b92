import { shareEqual } from './shareEqual.js';
import { describePass } from './testing/passProperties.js';

describePass('shareEqual', shareEqual, { exact: true });
