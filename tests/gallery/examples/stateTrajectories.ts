import { type Figure, type FigureOptions, principalComponents, projectOnto, stateTrajectories } from '@rekur/viz';
import type { Results } from '../results.js';

export function stateTrajectoriesExample({ grammar: { sentences } }: Results, options: FigureOptions): Figure {
  const components = principalComponents(sentences.flatMap(({ states }) => states), 2);
  const trajectories = sentences.map(({ tokens, states }) => ({ name: tokens.join(' '), points: projectOnto(components, states), tokens }));
  return stateTrajectories({ trajectories, explained: components.explained }, options);
}
