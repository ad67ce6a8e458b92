import { describe, expect, test } from 'vitest';
import { foldIn, randomKey } from '@rekur/tensor';
import { pickId, type PickOptions } from './pick.js';

/** Logits of the unknown id, then of probabilities 1/2, 1/4, 1/8, 1/8. */
const logits = Float32Array.from([9, Math.log(4), Math.log(2), 0, 0]);

function counts(options: PickOptions): number[] {
  const drawn = [0, 0, 0, 0, 0];
  for (let index = 0; index < DRAWS; index++) drawn[pickId(logits, options, foldIn(randomKey(1), index))]++;
  return drawn;
}

const DRAWS = 4000;

/** Within three deviations of what is expected. */
function expectShares(options: PickOptions, expected: readonly number[]): void {
  counts(options).forEach((count, id) => {
    const share = expected[id];
    expect(Math.abs(count / DRAWS - share), `id ${id}`).toBeLessThanOrEqual(3 * Math.sqrt((share * (1 - share)) / DRAWS));
  });
}

describe('pickId', () => {
  test('draws with the probabilities of the logits, and never id 0', () => {
    expectShares({ temperature: 1 }, [0, 1 / 2, 1 / 4, 1 / 8, 1 / 8]);
  });

  test('sharpens below temperature 1 and flattens above it', () => {
    expectShares({ temperature: 0.5 }, [0, 16 / 22, 4 / 22, 1 / 22, 1 / 22]);
    expectShares({ temperature: 1e6 }, [0, 1 / 4, 1 / 4, 1 / 4, 1 / 4]);
  });

  test('keeps the topK likeliest, the lower id first where they are equal', () => {
    expectShares({ temperature: 1, topK: 2 }, [0, 2 / 3, 1 / 3, 0, 0]);
    expectShares({ temperature: 1, topK: 3 }, [0, 4 / 7, 2 / 7, 1 / 7, 0]);
    expect(counts({ temperature: 1, topK: 99 })).toEqual(counts({ temperature: 1 }));
  });

  test('keeps the fewest that together have probability topP', () => {
    expectShares({ temperature: 1, topP: 0.5 }, [0, 1, 0, 0, 0]);
    expectShares({ temperature: 1, topP: 0.7 }, [0, 2 / 3, 1 / 3, 0, 0]);
    expectShares({ temperature: 1, topP: 0.8 }, [0, 4 / 7, 2 / 7, 1 / 7, 0]);
  });

  test('draws by the same bits on every machine', () => {
    const drawn = Array.from({ length: 24 }, (_, index) => pickId(logits, { temperature: 0.9 }, foldIn(randomKey(5), index)));
    expect(drawn.join('')).toMatchInlineSnapshot(`"112111141111311222311411"`);
  });
});
