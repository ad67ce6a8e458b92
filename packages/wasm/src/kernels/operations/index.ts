export { keepConstants } from './constants.js';
export type { OperationUse } from './constants.js';
export type { Operation, OperationCall, Vectors } from './operation.js';
export { operations } from './table.js';
export type { ElementwiseName } from './table.js';
