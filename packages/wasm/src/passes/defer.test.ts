import { defer } from './defer.js';
import { describePass } from './testing/passProperties.js';

describePass('defer', defer, { exact: false });
