import { transpose } from '@rekur/tensor';
import { rule } from '../rule.js';

/** The inverse order of the axes. */
export const transposeRule = rule('transpose', (g, { params: { axes } }) => [() => transpose(g, axes.map((_, axis) => axes.indexOf(axis)))]);
