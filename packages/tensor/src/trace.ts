import { atomOf } from './apply.js';
import { eliminateDeadCode } from './deadcode.js';
import type { Atom, Program } from './program.js';
import { describe, TraceError } from './error.js';
import { createRecorder } from './recorder.js';
import type { ValueType } from './shape.js';
import { Tensor } from './tensor.js';

/** A Program with the outside tensors that it needs; they are its last inputs, in this order. */
export interface Traced {
  readonly program: Program;
  readonly captured: readonly Tensor[];
}

/**
 * Runs `f` once on traced tensors of the given types and returns what it did as a Program, dead code left out.
 * Nothing is computed that depends on the inputs. Tensors that `f` uses from outside are captured as inputs.
 * @throws TraceError if `f` returns anything but an array of tensors
 */
export function trace(f: (...inputs: Tensor[]) => readonly Tensor[], types: readonly ValueType[]): Traced {
  const recorder = createRecorder();
  const inputs = types.map((type) => new Tensor(type, { recorder, variable: recorder.input(type) }));
  const outputs = requireTensors(f(...inputs)).map((output) => atomOf(output, recorder));
  const { program, captured } = recorder.finish(outputs);
  return withoutUnused(eliminateDeadCode(program), types.length, captured as readonly Tensor[]);
}

/** What TypeScript would refuse, such as a forgotten `return`. */
function requireTensors(results: readonly Tensor[]): readonly Tensor[] {
  if (Array.isArray(results) && results.every((result) => result instanceof Tensor)) return results;
  const given = (result: unknown): string => (result instanceof Tensor ? 'a tensor' : Array.isArray(result) ? `[${result.map(given).join(', ')}]` : typeof result);
  throw new TraceError(describe('trace', 'no tensors to return', `the function returned ${given(results)}`, 'an array of tensors is expected'));
}

/** Leaves out captured inputs that only dead code used. */
function withoutUnused(program: Program, declared: number, captured: readonly Tensor[]): Traced {
  const used = new Set<Atom>([...program.equations.flatMap((equation) => equation.inputs), ...program.outputs]);
  const keep = program.inputs.map((variable, index) => index < declared || used.has(variable));
  return {
    program: { ...program, inputs: program.inputs.filter((_, index) => keep[index]) },
    captured: captured.filter((_, index) => keep[declared + index]),
  };
}
