import type { Atom, Equation, Program, Variable } from './program.js';
import { resultTypes } from './primitives/index.js';
import { describe, TraceError } from './error.js';
import type { ValueType } from './shape.js';

/**
 * Collects the equations of one Program while a function runs on traced tensors. Values from outside (concrete tensors,
 * or tensors of an enclosing trace) are captured: each becomes an input after the declared ones, once.
 */
export interface Recorder {
  /** Later recorders have greater numbers; of two in use, the greater is the inner one. */
  readonly depth: number;
  input(type: ValueType): Variable;
  capture(outside: ValueType & object): Variable;
  record(primitive: string, params: Readonly<Record<string, unknown>>, inputs: readonly Atom[]): readonly Variable[];
  /** Ends the trace: nothing more may be recorded. */
  finish(outputs: readonly Atom[]): { program: Program; captured: readonly object[] };
}

/** Counts traces only to tell inner from outer; nothing else depends on it. */
let recorders = 0;

export function createRecorder(): Recorder {
  const inputs: Variable[] = [];
  const captured = new Map<object, Variable>();
  const equations: Equation[] = [];
  let finished = false;

  const bind = (type: ValueType): Variable => ({ kind: 'variable', type: { shape: type.shape, dtype: type.dtype } });
  const requireOpen = (): void => {
    if (!finished) return;
    throw new TraceError(
      describe(
        'trace',
        'traced tensor used after its trace ended',
        'a tensor that left grad, scan or trace by a side effect',
        'tensors leave a traced function as return values only',
        'return it',
      ),
    );
  };

  return {
    depth: ++recorders,
    input(type) {
      const variable = bind(type);
      inputs.push(variable);
      return variable;
    },
    capture(outside) {
      requireOpen();
      let variable = captured.get(outside);
      if (!variable) captured.set(outside, (variable = bind(outside)));
      return variable;
    },
    record(primitive, params, operands) {
      requireOpen();
      const types = resultTypes(primitive, operands.map((operand) => operand.type), params);
      const outputs = types.map(bind);
      equations.push({ primitive, params, inputs: operands, outputs });
      return outputs;
    },
    finish(outputs) {
      requireOpen();
      finished = true;
      return {
        program: { inputs: [...inputs, ...captured.values()], equations, outputs },
        captured: [...captured.keys()],
      };
    },
  };
}
