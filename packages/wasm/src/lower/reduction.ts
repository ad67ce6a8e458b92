import type { Lowering } from './context.js';
import { paramsOf } from './context.js';

function reduction(operation: 'sum' | 'max' | 'min'): Lowering {
  return (equation, context) => {
    const view = context.view(equation.inputs[0]);
    const { axes } = paramsOf<{ axes: readonly number[] }>(equation);
    const target = context.fresh(operation, equation.outputs[0].type);
    context.nodes.push({ kind: 'reduce', operation, shape: view.shape, axes, instructions: [{ kind: 'load', view }], value: 0, target });
    return [target];
  };
}

export const sum = reduction('sum');
export const max = reduction('max');
export const min = reduction('min');

export const cumulativeSum: Lowering = (equation, context) => {
  const source = context.view(equation.inputs[0]);
  const target = context.fresh('cumulativeSum', equation.outputs[0].type);
  context.nodes.push({ kind: 'cumulativeSum', source, target, ...paramsOf<{ axis: number; reverse: boolean }>(equation) });
  return [target];
};
