import type { Program } from '@rekur/tensor';
import { parseProgram } from '@rekur/tensor';
import type { Compiled, ScheduleStep } from '../compile.js';
import { compile, FIRST_ADDRESS } from '../compile.js';
import type { Target } from '../emit/scope.js';
import type { Node } from '../ir/node.js';
import { printNodes } from '../ir/print.js';

export const plainTarget: Target = { width: 128, arithmetic: 'separate', threads: 1, tile: { rows: 4, vectors: 2 }, manyRegisters: true };

/** Compiles a Program, all of whose inputs are arguments. */
export function compileText(text: string | Program, target: Target = plainTarget, onStep?: (step: ScheduleStep, nodes: readonly Node[]) => void): Compiled {
  const program = typeof text === 'string' ? parseProgram(text) : text;
  const binding = { inputs: program.inputs.map(() => undefined), outputs: program.outputs.map(() => undefined) };
  return compile(program, binding, { target, residents: [], residentAddress: () => 0, start: FIRST_ADDRESS }, onStep);
}

/** What the steps of the schedule make of a Program, as text. */
export function scheduleOf(text: string): Readonly<Record<ScheduleStep, string>> {
  const steps: Partial<Record<ScheduleStep, string>> = {};
  compileText(text, plainTarget, (step, nodes) => (steps[step] = printNodes(nodes)));
  return steps as Record<ScheduleStep, string>;
}
