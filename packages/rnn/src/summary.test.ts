import { describe, expect, test } from 'vitest';
import { dropout } from './layers/dropout.js';
import { embedding } from './layers/embedding.js';
import { gru } from './layers/gru.js';
import { lastStep } from './layers/last.js';
import { linear } from './layers/linear.js';
import { lstm } from './layers/lstm.js';
import { meanOverTime } from './layers/pooling.js';
import { residual } from './layers/residual.js';
import { sequential } from './layers/sequential.js';
import { summary } from './summary.js';

describe('summary', () => {
  test('lists layers, shapes and parameters, whole', () => {
    const model = sequential(
      embedding(10, 4),
      dropout(0.5),
      lstm(4, 8, { layers: 2, bidirectional: true, learnInitialState: true }),
      sequential(residual(gru(16, 16)), lastStep()),
      linear(16, 10),
    );
    const { text, parameters, bytes, layers } = summary(model, { batch: 2, time: 5 });
    expect(text).toBe(
      [
        'layer  is                                   output      parameters',
        '0      embedding 10 → 4                     [2, 5, 4]           40',
        '1      dropout 0.5                          [2, 5, 4]            0',
        '2      lstm 4 → 8, 2 layers, bidirectional  [2, 5, 16]       2,624',
        '3.0    residual: gru 16 → 16                [2, 5, 16]       1,632',
        '3.1    lastStep                             [2, 16]              0',
        '4      linear 16 → 10                       [2, 10]            170',
        'total                                                        4,466',
        '17,864 bytes as float32',
      ].join('\n'),
    );
    expect([parameters, bytes]).toEqual([4466, 17864]);
    expect(layers[2]).toEqual({ path: '2', title: 'lstm 4 → 8, 2 layers, bidirectional', output: [2, 5, 16], parameters: 2624 });
  });

  test('counts as PyTorch does: 4·h·(x + h + 2) numbers in an LSTM', () => {
    expect(summary(lstm(64, 256)).parameters).toBe(4 * 256 * (64 + 256 + 2));
    expect(summary(lstm(64, 256)).layers.map(({ path }) => path)).toEqual(['']);
  });

  test('asks what a model reads that does not say so', () => {
    expect(() => summary(meanOverTime())).toThrow(
      "summary: input unknown: the model begins with 'meanOverTime'; a layer that says what it reads is expected; pass { input: { shape, dtype: 'float32' } }",
    );
    expect(summary(meanOverTime(), { input: { shape: [2, 5, 3], dtype: 'float32' } }).layers[0].output).toEqual([2, 3]);
  });
});
