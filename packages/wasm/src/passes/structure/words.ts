import type { Equation } from '@rekur/tensor';
import { formatType } from '@rekur/tensor';
import type { Loop } from './loop.js';

/** `matmul(float32[2, 4], float32[16, 4]) → float32[2, 16]`: an equation without names, which passes change. */
export function nameEquation({ primitive, inputs, outputs }: Equation): string {
  const list = (atoms: Equation['inputs']): string => atoms.map(({ type }) => formatType(type)).join(', ');
  return `${primitive}(${list(inputs)}) → ${list(outputs)}`;
}

/** `the loop of 5 steps with 2 carries` */
export function nameLoop({ capacity, carries, reverse }: Loop): string {
  return `the ${reverse ? 'reverse ' : ''}loop of ${capacity} ${capacity === 1 ? 'step' : 'steps'} with ${carries.length} ${carries.length === 1 ? 'carry' : 'carries'}`;
}
