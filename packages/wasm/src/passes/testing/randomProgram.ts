// Random Programs of every primitive are tensor's, and no part of what it publishes: a test reads them where they are.
// eslint-disable-next-line rekur/arrows
export { randomProgram, randomValues } from '../../../../tensor/src/testing/randomProgram.js';
