import type { Equation, Program } from '@rekur/tensor';
import { isProgram } from '@rekur/tensor';

/** Every equation, those of bodies too. */
export function allEquations(program: Program): Equation[] {
  return program.equations.flatMap((equation) => [
    equation,
    ...(isProgram(equation.params.body) ? allEquations(equation.params.body) : []),
  ]);
}

/** How many equations of a primitive a level has, without those in bodies. */
export function count({ equations }: Pick<Program, 'equations'>, primitive: string): number {
  return equations.filter((equation) => equation.primitive === primitive).length;
}

/** The bodies of all loops that carry state, wherever they are. */
export function loopBodies(program: Program): Program[] {
  return allEquations(program).flatMap(({ primitive, params }) =>
    primitive === 'scan' && (params.carries as number) > 0 ? [params.body as Program] : [],
  );
}
