import { checkProgram } from './check.js';
import { createExecutor } from './interpret.js';
import type { Operand } from './primitive.js';
import type { Program } from './program.js';
import { createSessionOn } from './session.js';
import type { PreparedProgram, Session } from './session.js';
import type { ValueType } from './shape.js';
import { Tensor } from './tensor.js';

/** Something that runs Programs. All engines give the same bits for the same Program. */
export interface Engine {
  readonly name: string;
  /** Checks and prepares a Program once; the function returned runs it as often as wanted. */
  prepare(program: Program): PreparedProgram;
  /** Values that stay in the engine's own memory from run to run, and Programs over them. */
  createSession(residents: readonly ValueType[]): Session;
}

/** The reference engine: plain TypeScript, every dtype. */
export const interpreter: Engine = {
  name: 'interpreter',
  prepare(program) {
    checkProgram(program);
    const executor = createExecutor(program);
    return (inputs) =>
      executor.run(inputs as readonly Operand[]).map(({ shape, dtype, data }) => new Tensor({ shape, dtype }, data.slice()));
  },
  createSession: (residents) => createSessionOn(interpreter, residents),
};
