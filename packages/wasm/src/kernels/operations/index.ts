export type { Vectors } from './operation.js';
export { operations } from './table.js';
export type { ElementwiseName } from './table.js';
