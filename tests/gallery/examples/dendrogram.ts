import { dendrogram, type Figure, type FigureOptions, hierarchicalClusters, say } from '@rekur/viz';
import type { Results } from '../results.js';

export function dendrogramExample({ grammar: { vocabulary, classes, means } }: Results, options: FigureOptions): Figure {
  const words = { noun: say({ en: 'noun', ko: '명사' }, options.language), verb: say({ en: 'verb', ko: '동사' }, options.language) };
  const groups = classes.map((name) => words[name as keyof typeof words]);
  return dendrogram({ labels: vocabulary, clusters: hierarchicalClusters(means), groups }, options);
}
