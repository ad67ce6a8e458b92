export type { Operation, OperationCall, Vectors } from './operation.js';
export { operations } from './table.js';
export type { ElementwiseName } from './table.js';
