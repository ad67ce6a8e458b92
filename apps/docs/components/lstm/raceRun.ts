// What the worker does, apart from being one: so that tests can call it.
import { thousandSteps } from '@rekur/experiments';
import type { Figure } from '@rekur/viz';
import { renderSvg } from '@rekur/viz/render';
import { BUDGET, type DrawnFigure, type FromWorker, progressOf, SEED, type ToWorker } from './race.ts';

type Train = Extract<ToWorker, { type: 'train' }>;
type Draw = Extract<ToWorker, { type: 'draw' }>;

/** Trains one network of the experiment `thousand-steps` and tells how it goes. */
export async function train({ cell, lag }: Train, post: (message: FromWorker) => void, budget = BUDGET): Promise<void> {
  const options = { cells: [cell], lags: [lag], budget };
  const onProgress = (_done: number, words?: string): void => post({ type: 'progress', ...progressOf(words ?? '') });
  const outcome = await thousandSteps.runPart({ key: cell, cell, lag, seed: SEED }, options, { onProgress });
  post({ type: 'done', outcome });
}

/** The experiment's own figures of the gradient that comes back, before and after training. */
export async function draw({ outcomes, lag, language, widthPx }: Draw): Promise<DrawnFigure[]> {
  const options = { cells: outcomes.map(({ cell }) => cell), lags: [lag], budget: BUDGET };
  const result = thousandSteps.combine(outcomes, [], options);
  const figuresOf = (mode: 'light' | 'dark') => thousandSteps.figures(result, { language, mode, width: widthPx }).filter(({ id }) => id.startsWith('gradients-'));
  const dark = figuresOf('dark');
  return Promise.all(
    figuresOf('light').map(async (figure, index) => ({
      id: figure.id,
      title: figure.title,
      description: figure.description,
      svg: { light: await renderSvg(untitled(figure), { idPrefix: 'race-light-' }), dark: await renderSvg(untitled(dark[index]), { idPrefix: 'race-dark-' }) },
    })),
  );
}

/** The title stands in the page, where it may take two lines. */
function untitled(figure: Figure): Figure {
  return figure.kind === 'chart' ? { ...figure, spec: { ...figure.spec, title: undefined } } : figure;
}
