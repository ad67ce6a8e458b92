import type { Figure, FigureOptions, Words } from '@rekur/viz';
import { say } from '@rekur/viz';

/** A figure under a name of its own, and a chart under a title of its own: an experiment shows several of one kind. */
export function retitled(figure: Figure, id: string, words: Words, { language }: FigureOptions): Figure {
  const title = say(words, language);
  if (figure.kind === 'drawing') return { ...figure, id, title };
  const shown = figure.spec.title;
  const parts = typeof shown === 'object' && !Array.isArray(shown) ? shown : {};
  return { ...figure, id, title, description: `${title}. ${figure.description}`, spec: { ...figure.spec, title: { ...parts, text: title } } };
}
