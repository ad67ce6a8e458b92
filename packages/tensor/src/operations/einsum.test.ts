import { describe, expect, test } from 'vitest';
import { unevenTensor } from '../testing/bits.js';
import { refusal } from '../testing/refusal.js';
import type { Tensor } from '../tensor.js';
import { einsum } from './einsum.js';
import { cast } from './elementwise.js';

/** The definition: for every value of every letter, the product of the operands' elements goes to the result's element. */
function byDefinition(equation: string, operands: readonly Tensor[]): number[] {
  const [left, output] = equation.split('->');
  const inputs = left.split(',');
  const sizes = new Map(inputs.flatMap((labels, index) => [...labels].map((label, axis) => [label, operands[index].shape[axis]] as const)));
  const letters = [...sizes.keys()];
  const place = (labels: string, at: ReadonlyMap<string, number>): number =>
    [...labels].reduce((offset, label) => offset * (sizes.get(label) ?? 0) + (at.get(label) ?? 0), 0);
  const result = new Array<number>([...output].reduce((product, label) => product * (sizes.get(label) ?? 0), 1)).fill(0);
  const visit = (depth: number, at: Map<string, number>): void => {
    if (depth === letters.length) {
      result[place(output, at)] += inputs.reduce((product, labels, index) => product * operands[index].data[place(labels, at)], 1);
      return;
    }
    for (let value = 0; value < (sizes.get(letters[depth]) ?? 0); value++) visit(depth + 1, at.set(letters[depth], value));
  };
  visit(0, new Map());
  return result;
}

const sizes: Readonly<Record<string, number>> = { b: 2, i: 3, j: 4, k: 5, l: 2 };

describe('einsum agrees with its definition', () => {
  test.each(['ij,jk->ik', 'bij,bjk->bik', 'bij,jk->bki', 'ij->ji', 'ij->j', 'ij->', 'i,j->ij', 'i,i->', 'ij,ij->i', 'bij,bkj->bik', 'ij,jk,kl->il', 'bi,bi,b->i', 'ijk,jil->kl', ',i->i', 'ij,kl->j'])(
    '%s',
    (equation) => {
      const operands = equation
        .split('->')[0]
        .split(',')
        .map((labels, index) => cast(unevenTensor(index + 1, [...labels].map((label) => sizes[label])), 'float64'));
      const given = einsum(equation, ...operands);
      expect(given.shape).toEqual([...equation.split('->')[1]].map((label) => sizes[label]));
      byDefinition(equation, operands).forEach((value, index) => expect(given.data[index]).toBeCloseTo(value, 10));
    },
  );
});

describe('einsum refuses', () => {
  const a = unevenTensor(1, [2, 3]);
  test.each([
    ['ij,jk', [a, a], "ValueError: einsum: not an equation: 'ij,jk' with [2, 3], [2, 3]; letters, commas and one arrow as in 'bij,bjk->bik' are expected"],
    ['ij,jk->ik', [a], "ValueError: einsum: operands do not fit: 'ij,jk->ik' with [2, 3]; 2 operands are expected"],
    ['ijk->i', [a], "ValueError: einsum: axes do not fit: 'ijk->i' with [2, 3]; operand 0 needs 3 axes for 'ijk'"],
    ['ij,jk->ik', [a, a], "ShapeError: einsum: sizes differ: 'j' is 3 and 2 in 'ij,jk->ik'; one letter must have one size"],
    ['ii->i', [a], "ValueError: einsum: letter twice in one operand: 'ii->i' with [2, 3]; distinct letters are expected; gather takes a diagonal"],
    ['ij->ik', [a], "ValueError: einsum: unknown letter in the result: 'ij->ik' with [2, 3]; letters of the operands are expected"],
    ['ij->jj', [a], "ValueError: einsum: letter twice in the result: 'ij->jj' with [2, 3]; distinct letters are expected"],
  ])('%s with wrong operands or letters', (equation, operands, message) => {
    expect(refusal(() => einsum(equation, ...operands))).toBe(message);
  });
});
