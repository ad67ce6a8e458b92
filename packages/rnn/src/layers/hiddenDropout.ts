import type { Tensor, Variable } from '@rekur/tensor';
import { apply, describe, mul, type PrimitiveName, trace, ValueError } from '@rekur/tensor';
import type { Cell, Named } from '../cell.js';

/**
 * The step of a cell with its hidden state h multiplied by `mask` [batch, width] wherever h, or a product with h such as
 * r⊙h, meets a weight matrix, and left whole where it is carried on. With one mask for all steps this is the recurrent dropout
 * of Gal & Ghahramani (2016). Masking all of h instead would multiply a GRU's z⊙h by 1/(1 − rate) again at every step.
 * @throws ValueError when a step is taken, if no matrix product reads h.
 */
export function stepWithMaskedHidden(cell: Cell, mask: Tensor): Cell['step'] {
  return (parameters, x, state) => {
    const names = Object.keys(parameters);
    let gates: readonly string[] = [];
    const values = [...Object.values(parameters), x, ...cell.states.map((name) => state[name])];
    const { program, captured } = trace((...traced) => {
      const own = named(names, traced);
      const result = cell.step(own, traced[names.length], named(cell.states, traced.slice(names.length + 1)));
      gates = Object.keys(result.gates);
      return [...cell.states.map((name) => result.state[name]), ...Object.values(result.gates)];
    }, values);

    const known = new Map<Variable, Tensor>();
    program.inputs.forEach((variable, index) => known.set(variable, [...values, ...captured][index]));
    /** h and products with it. */
    const hidden = new Set<unknown>([program.inputs[names.length + 1]]);
    let products = 0;
    for (const { primitive, params, inputs, outputs } of program.equations) {
      const operands = inputs.map((atom) => (atom.kind === 'literal' ? atom : (known.get(atom) as Tensor)));
      if (primitive === 'matmul' && hidden.has(inputs[0])) {
        operands[0] = mul(operands[0] as Tensor, mask);
        products++;
      }
      if (primitive === 'mul' && inputs.some((atom) => hidden.has(atom))) hidden.add(outputs[0]);
      const results = apply(primitive as PrimitiveName, params as never, operands, values);
      outputs.forEach((variable, index) => known.set(variable, results[index]));
    }
    if (products === 0) refuse(cell);
    const results = program.outputs.map((atom) => known.get(atom as Variable) as Tensor);
    return { state: named(cell.states, results), gates: named(gates, results.slice(cell.states.length)) };
  };
}

function named(names: readonly string[], values: readonly Tensor[]): Named {
  return Object.fromEntries(names.map((name, index) => [name, values[index]]));
}

function refuse(cell: Cell): never {
  throw new ValueError(
    describe(
      cell.name,
      'no recurrent dropout for this cell',
      `no matrix product of its step reads ${cell.states[0]}`,
      'recurrent dropout masks the hidden state where it meets a weight matrix',
      'leave variationalDropout.recurrent out',
    ),
  );
}
