import type { V128 } from '../../assemble/expression.js';
import { get, i32x4 } from '../../assemble/expression.js';
import type { FunctionBuilder } from '../../assemble/functionBuilder.js';
import { createFunction } from '../../assemble/functionBuilder.js';
import type { OperationCall } from './operation.js';
import type { ElementwiseName } from './table.js';
import { operations } from './table.js';

/** An operation that is going to be written. */
export interface OperationUse extends Pick<OperationCall, 'dtypes' | 'params'> {
  readonly name: ElementwiseName;
}

/**
 * Sets a local for every constant of the operations that a loop will hold, and gives the `constant` of their calls. V8 leaves constants where they
 * are written, so this has to come before the loop.
 */
export function keepConstants(code: FunctionBuilder, uses: readonly OperationUse[]): (bits: number) => V128 {
  const locals = new Map(Array.from(constantsOf(uses), (bits) => [bits, code.keep(i32x4.const(bits))]));
  return (bits) => {
    const local = locals.get(bits | 0);
    return local ? get(local) : i32x4.const(bits);
  };
}

/** What the operations ask for when written somewhere else. */
function constantsOf(uses: readonly OperationUse[]): Set<number> {
  const found = new Set<number>();
  const code = createFunction([]);
  const operand = [code.local('v128')];
  for (const { name, dtypes, params } of uses) {
    const constant = (bits: number): V128 => {
      found.add(bits | 0);
      return i32x4.const(bits);
    };
    operations[name]({ code, operands: dtypes.map(() => operand), dtypes, params, constant });
  }
  return found;
}
