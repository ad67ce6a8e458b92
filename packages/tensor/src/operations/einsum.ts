import { describe, ShapeError, ValueError } from '../error.js';
import { formatShape, sizeOf } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { mul } from './elementwise.js';
import { matmul } from './linear.js';
import { reshape, transpose } from './movement.js';
import { sum } from './reduce.js';

/** A tensor whose axes have letters. */
interface Labelled {
  readonly value: Tensor;
  readonly labels: string;
}

/**
 * Sums of products by named axes (Einstein's convention), as `torch.einsum` with an explicit result: `einsum('bij,bjk->bik', a, b)` multiplies
 * matrices, `einsum('ij->j', a)` sums columns. One letter an axis; a letter missing on the right is summed over. Operands are
 * taken from left to right, each pair by one matmul.
 * @throws ValueError for a malformed equation, ShapeError where sizes of one letter differ
 */
export function einsum(equation: string, ...operands: readonly Tensor[]): Tensor {
  const { inputs, output } = parseEquation(equation, operands);
  let result: Labelled = { value: operands[0], labels: inputs[0] };
  for (let index = 1; index < operands.length; index++) {
    const later = inputs.slice(index + 1).join('') + output;
    result = contract(result, { value: operands[index], labels: inputs[index] }, later);
  }
  return arrange(sumOver(result, output), output);
}

function parseEquation(equation: string, operands: readonly Tensor[]): { inputs: readonly string[]; output: string } {
  const match = /^([a-zA-Z]*(?:,[a-zA-Z]*)*)->([a-zA-Z]*)$/.exec(equation.replace(/\s/g, ''));
  const refuse = (problem: string, expected: string): never => {
    throw new ValueError(describe('einsum', problem, `'${equation}' with ${operands.map(({ shape }) => formatShape(shape)).join(', ')}`, expected));
  };
  if (!match) return refuse('not an equation', "letters, commas and one arrow as in 'bij,bjk->bik' are expected");
  const inputs = match[1].split(',');
  const output = match[2];
  if (inputs.length !== operands.length) refuse('operands do not fit', `${inputs.length} operands are expected`);
  const sizes = new Map<string, number>();
  inputs.forEach((labels, position) => {
    const { shape } = operands[position];
    if (labels.length !== shape.length) refuse('axes do not fit', `operand ${position} needs ${labels.length} axes for '${labels}'`);
    if (new Set(labels).size !== labels.length) refuse('letter twice in one operand', 'distinct letters are expected; gather takes a diagonal');
    [...labels].forEach((label, axis) => {
      const known = sizes.get(label) ?? shape[axis];
      sizes.set(label, known);
      if (known === shape[axis]) return;
      throw new ShapeError(
        describe('einsum', 'sizes differ', `'${label}' is ${known} and ${shape[axis]} in '${equation}'`, 'one letter must have one size'),
      );
    });
  });
  if (new Set(output).size !== output.length) refuse('letter twice in the result', 'distinct letters are expected');
  if (![...output].every((label) => sizes.has(label))) refuse('unknown letter in the result', 'letters of the operands are expected');
  return { inputs, output };
}

/** Sums over the axes that nothing asks for any more. */
function sumOver({ value, labels }: Labelled, wanted: string): Labelled {
  const axes = [...labels].flatMap((label, axis) => (wanted.includes(label) ? [] : [axis]));
  if (axes.length === 0) return { value, labels };
  return { value: sum(value, axes), labels: [...labels].filter((label) => wanted.includes(label)).join('') };
}

function arrange({ value, labels }: Labelled, order: string): Tensor {
  return labels === order ? value : transpose(value, [...order].map((label) => labels.indexOf(label)));
}

/** Two operands by one matmul: shared and wanted letters are its batch, shared and not wanted ones are summed. */
function contract(first: Labelled, second: Labelled, later: string): Labelled {
  const a = sumOver(first, later + second.labels);
  const b = sumOver(second, later + first.labels);
  const shared = [...a.labels].filter((label) => b.labels.includes(label));
  const batch = shared.filter((label) => later.includes(label)).join('');
  const inner = shared.filter((label) => !later.includes(label)).join('');
  const rows = [...a.labels].filter((label) => !shared.includes(label)).join('');
  const columns = [...b.labels].filter((label) => !shared.includes(label)).join('');
  const left = arrange(a, batch + rows + inner);
  const right = arrange(b, batch + inner + columns);
  const size = (labels: string, { value, labels: all }: Labelled): number[] => [...labels].map((label) => value.shape[all.indexOf(label)]);
  const sizes = { batch: size(batch, a), rows: size(rows, a), columns: size(columns, b), inner: sizeOf(size(inner, a)) };
  const labels = batch + rows + columns;
  const shape = [...sizes.batch, ...sizes.rows, ...sizes.columns];
  const lead = batch === '' ? [] : [sizeOf(sizes.batch)];
  const flatA = reshape(left, [...lead, sizeOf(sizes.rows), sizes.inner]);
  const flatB = reshape(right, [...lead, sizes.inner, sizeOf(sizes.columns)]);
  // Without a sum the product of elements is exact in integers too, which matmul does not take.
  const product = inner === '' ? mul(flatA, flatB) : matmul(flatA, flatB);
  return { value: reshape(product, shape), labels };
}
