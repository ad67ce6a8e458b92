import { describe, expect, test } from 'vitest';
import { normal, randomKey, tensor } from '@rekur/tensor';
import { interpretableUnit } from './interpretableUnit.js';

const text = Array.from('She said "go on" twice,\nand (as it was) he did.\n"No" is what\nhe said "then"\n');

/** [1, time, 4]: noise, and in column 2 the given values. */
function withPlanted(values: readonly number[]) {
  const noise = normal(randomKey(5), [1, values.length, 4]).data.slice();
  values.forEach((value, step) => (noise[step * 4 + 2] = value));
  return { '1.l0.h': tensor(noise, { shape: [1, values.length, 4] }) };
}

describe('interpretableUnit', () => {
  test('finds the unit that counts the characters of a line', () => {
    let column = 0;
    const counted = text.map((character) => (column = character === '\n' ? 0 : column + 1));
    const found = interpretableUnit(withPlanted(counted.map((count) => 1 - count / 20)), text);
    expect(found).toMatchObject({ path: '1.l0.h', unit: 2, feature: 'position in the line' });
    expect(found?.correlation).toBeCloseTo(-1, 6);
    expect(found?.values).toHaveLength(text.length);
  });

  test('finds the unit that is on inside quotations, from the first mark to the one before the last', () => {
    let open = false;
    const quoted = text.map((character) => ((open = character === '"' ? !open : open) ? 0.9 : -0.9));
    const found = interpretableUnit(withPlanted(quoted), text);
    expect(found).toMatchObject({ unit: 2, feature: 'inside a quotation' });
    expect(found?.correlation).toBeCloseTo(1, 6);
  });

  test('does not name what happens once: it could be chance', () => {
    const once = Array.from('one (and only) parenthesis here');
    const open = once.map((_, step) => (step >= 4 && step < 13 ? 1 : 0));
    expect(interpretableUnit(withPlanted(open), once)?.feature).not.toBe('inside parentheses');
  });

  test('compares with the numbers where numbers were read', () => {
    const numbers = Array.from({ length: 30 }, (_, step) => Math.sin(step));
    expect(interpretableUnit(withPlanted(numbers), [], numbers)).toMatchObject({ unit: 2, feature: 'the value read' });
  });

  test('passes over gates, and gives nothing where nothing varies', () => {
    const states = withPlanted(text.map(() => 0));
    expect(interpretableUnit({ '1.l0.gates.forget': states['1.l0.h'] }, text)).toBeUndefined();
    expect(interpretableUnit(states, Array.from('aaaa'))).toBeUndefined();
  });
});
