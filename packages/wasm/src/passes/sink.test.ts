import { sink } from './sink.js';
import { describePass } from './testing/passProperties.js';

describePass('sink', sink, { exact: true });
