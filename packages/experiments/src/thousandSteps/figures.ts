import { type Figure, type FigureOptions, gradientNorms, say, successAgainstLag } from '@rekur/viz';
import { retitled } from '../retitled.js';
import { type Flow, greatestLag, summaryOf, type ThousandStepsResult } from './outcomes.js';
import { published } from './published.js';
import { SHOWN_AT } from './reach.js';
import { recipes } from './recipes.js';

/** Who learned the task at which lag, and the gradient that comes back at the greatest one, before and after training. */
export function figures(result: ThousandStepsResult, options: FigureOptions = {}): readonly Figure[] {
  const { lags, cells } = result;
  const { language } = options;
  const learned = successAgainstLag(
    {
      lags,
      cells: cells.map((cell) => {
        const summaries = lags.map((lag) => summaryOf(result, cell, lag));
        return {
          name: say(recipes[cell].title, language),
          success: summaries.map((summary) => (summary ? summary.solved / summary.runs : 0)),
          sequences: summaries.map((summary) => summary?.sequences ?? null),
        };
      }),
      seeds: new Set(result.outcomes.map(({ seed }) => seed)).size,
      paper: { name: say(published.name, language), lags: published.lags, sequences: published.sequences },
    },
    options,
  );
  const flows = (moment: keyof Flow): Figure => {
    const series = result.outcomes.flatMap(({ cell, flow }) => (flow ? [{ name: say(recipes[cell].title, language), norms: flow[moment] }] : []));
    return gradientNorms({ series, firstStep: SHOWN_AT + 1, lossStep: greatestLag(result) + 3 }, options);
  };
  return [
    learned,
    retitled(flows('before'), 'gradients-untrained', { en: 'The gradient that comes back, before training (last hidden state: 1)', ko: '거슬러 흐르는 기울기, 훈련 전(마지막 은닉 상태 = 1)' }, options),
    retitled(flows('after'), 'gradients-trained', { en: 'The gradient that comes back, after training (last hidden state: 1)', ko: '거슬러 흐르는 기울기, 훈련 후(마지막 은닉 상태 = 1)' }, options),
  ];
}
