import { type Figure, type FigureOptions, operationTimes, say } from '@rekur/viz';
import type { Results } from '../results.js';

export function operationTimesExample({ compiled: { work } }: Results, options: FigureOptions): Figure {
  const operations = [
    { name: say({ en: 'matrix products', ko: '행렬 곱' }, options.language), amount: work.matmul },
    { name: say({ en: 'elementwise', ko: '원소별 연산' }, options.language), amount: work.elementwise },
    { name: say({ en: 'reductions', ko: '축약' }, options.language), amount: work.reduction },
  ];
  return operationTimes({ operations, unit: 'operations' }, options);
}
