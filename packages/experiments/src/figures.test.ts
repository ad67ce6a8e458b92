import { renderSvg } from '@rekur/viz/render';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Json } from './experiment.js';
import { findExperiment } from './registry.js';
import { runExperiment } from './run.js';

const small = {
  'copy-nodes': {},
  'order-matters': { hidden: 4, epochs: 1, blindEpochs: 1, batch: 256 },
  decay: { steps: 40, cells: ['rnn', 'lstm-1'], hidden: 4, cellSteps: 20, trainingSteps: 2 },
};

const ids = {
  'copy-nodes': ['elman-step-1-input', 'elman-step-1-hidden', 'elman-step-1-output', 'elman-step-1-copy', 'elman-step-1-rest', 'elman-step-2-input', 'elman-step-2-hidden', 'unrolled-network-4-4'],
  'order-matters': ['order-matters-accuracy', 'order-matters-digit', 'order-matters-other-digit', 'order-matters-cat'],
  decay: ['decay-scalar', 'decay-matrix', 'gradients-untrained', 'gradients-trained'],
};

describe.each(Object.keys(small) as (keyof typeof small)[])('the figures of %s', (name) => {
  const experiment = findExperiment(name);
  let result: Json;

  beforeAll(async () => {
    result = (await runExperiment(experiment, { options: small[name] })).result;
  });

  test.each([['light', 'en'], ['dark', 'ko']] as const)('are drawn for %s pages in %s, each under a name of its own', async (mode, language) => {
    const figures = experiment.figures(result, { mode, language });
    expect(figures.map(({ id }) => id)).toEqual(ids[name]);
    for (const figure of figures) {
      const svg = await renderSvg(figure);
      expect(svg).toMatch(/^<svg [^]*<\/svg>\s*$/);
      expect(`${figure.title} ${figure.description}`).toMatch(language === 'ko' ? /[가-힣]/ : /^[^가-힣]+$/);
    }
  });
});
