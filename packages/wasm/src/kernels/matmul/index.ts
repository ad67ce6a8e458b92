export { matmulScratchBytes } from './blocks.js';
export { matmul } from './matmul.js';
export { packRight } from './packRight.js';
export { panelBytes, panelColumns, panelCount, tileName } from './spec.js';
export type { Arithmetic, MatmulSpec, PackRightSpec, Tile } from './spec.js';
export { candidateTiles, chooseTile, defaultTile, knowsRelaxedSimd } from './tiles.js';
export type { Width } from './tiles.js';
