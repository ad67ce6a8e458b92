import type { Complex } from '../analysis/eigenvalues.js';
import { chart, PADDING } from '../chart.js';
import { type ChartFigure, DEFAULT_WIDTH, type FigureOptions } from '../figure.js';
import { say } from '../language.js';
import { themes } from '../theme.js';
import { readable } from './number.js';
import { requireItems, requireNumbers } from './require.js';
import { requireFew } from './requireFew.js';
import { pointChannels } from './series.js';

export interface EigenvalueCircleData {
  /** One to eight: such as a matrix before and after training. Values in any order, as `eigenvalues` finds them. */
  readonly matrices: readonly { readonly name: string; readonly values: readonly Complex[] }[];
}

const MOST_SIDE = 420;
/** Numbers and title of the upright axis. */
const AXIS = 52;

/**
 * Eigenvalues of recurrent weights in the complex plane, both axes alike, with the unit circle: inside it states fade, outside
 * they grow from step to step. The largest distance from zero is the spectral radius.
 * @throws FigureError for no or more than eight matrices, an empty one, or a value that is not finite
 */
export function eigenvalueCircle({ matrices }: EigenvalueCircleData, options: FigureOptions = {}): ChartFigure {
  const { language, mode = 'light', width = DEFAULT_WIDTH } = options;
  requireItems('eigenvalueCircle', 'matrices', matrices);
  requireFew('eigenvalueCircle', 'matrices', matrices.map(({ name }) => name));
  for (const { name, values } of matrices) {
    requireItems('eigenvalueCircle', name, values);
    requireNumbers('eigenvalueCircle', `real part of ${name}`, values.map(({ re }) => re));
    requireNumbers('eigenvalueCircle', `imaginary part of ${name}`, values.map(({ im }) => im));
  }
  const facts = matrices.map(({ name, values }) => {
    const sizes = values.map(({ re, im }) => Math.hypot(re, im));
    return { name, radius: Math.max(...sizes), outside: sizes.filter((size) => size > 1).length, count: values.length };
  });
  const names = matrices.map(({ name }) => name);
  const limit = 1.1 * Math.max(1, ...facts.map(({ radius }) => radius));
  const side = Math.min(MOST_SIDE, width - 2 * PADDING - AXIS);
  const scale = { domain: [-limit, limit] as number[], nice: false, zero: false };
  const axis = { tickCount: side < 300 ? 4 : 6 };
  const x = { field: 're', type: 'quantitative', title: say({ en: 'real part', ko: '실수부' }, language), scale, axis } as const;
  const y = { field: 'im', type: 'quantitative', title: say({ en: 'imaginary part', ko: '허수부' }, language), scale, axis } as const;
  const circle = Array.from({ length: 121 }, (_, step) => ({ step, re: Math.cos((step * Math.PI) / 60), im: Math.sin((step * Math.PI) / 60) }));
  const points = matrices.flatMap(({ name, values }) => values.map(({ re, im }) => ({ series: name, re, im })));
  const nameOf = (name: string): string => (names.length > 1 ? `${name}: ` : '');
  const words = facts.map(({ name, radius, outside, count }) =>
    say(
      {
        en: `${nameOf(name)}spectral radius ${readable(radius)}, ${outside} of ${count} outside the unit circle`,
        ko: `${nameOf(name)}스펙트럼 반지름 ${readable(radius)}, ${count}개 중 ${outside}개가 단위원 밖`,
      },
      language,
    ),
  );
  return chart(
    {
      id: 'eigenvalues',
      title: say({ en: 'Eigenvalues and the unit circle', ko: '고유값과 단위원' }, language),
      subtitle: words.join(' · '),
      description: say({ en: `Eigenvalues in the complex plane. ${words.join('; ')}.`, ko: `복소평면의 고유값. ${words.join('; ')}.` }, language),
      spec: {
        vconcat: [
          {
            width: side,
            height: side,
            layer: [
              { data: { values: circle }, mark: { type: 'line', color: themes[mode].ink, strokeWidth: 1.25, strokeDash: [5, 3] }, encoding: { x, y, order: { field: 'step', type: 'quantitative' } } },
              { data: { values: points }, mark: { type: 'point', filled: false, size: 46, strokeWidth: 1.6 }, encoding: { x, y, ...pointChannels(names, side) } },
            ],
          },
        ],
      },
    },
    options,
  );
}
