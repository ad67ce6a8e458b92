import { joinPads } from './joinPads.js';
import { describePass } from './testing/passProperties.js';

describePass('joinPads', joinPads, { exact: true });
