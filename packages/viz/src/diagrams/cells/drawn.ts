import type { Words } from '../../language.js';
import type { Pen } from '../drawing.js';
import type { Markup } from '../svg.js';
import type { CellDiagramData } from './cell.js';

/** A cell's drawing, without its frame. */
export interface DrawnCell {
  readonly title: Words;
  /** One line below the title. */
  readonly caption: Words;
  /** How the parts work together, for those who do not see it. */
  readonly structure: Words;
  /** Formulas in the order in which they are computed, set below the drawing. */
  readonly equations: readonly string[];
  readonly children: readonly Markup[];
  /** Where the equations begin. */
  readonly bottom: number;
}

export type DrawCell = (pen: Pen, data: CellDiagramData) => DrawnCell;
