import { get, i32 } from '../assemble/expression.js';
import type { FunctionHandle } from '../assemble/functionBuilder.js';
import type { Scope } from './scope.js';

/** Words of the barrier behind the status words, each in a cache line of its own: how many came, and how often all were there. */
const CAME = 64;
const ROUND = 128;
/** Rounds of looking before a thread goes to sleep: waking takes microseconds. */
const LOOKS = 4000;

/** barrier(thread): goes on when all threads have called it. */
export function barrier(scope: Scope): FunctionHandle {
  const { module, status, target } = scope;
  return module.define('barrier', ['i32'], (code) => {
    const words = i32.const(status);
    const round = code.keep(i32.atomicLoad(words, ROUND));
    code.if(i32.eq(i32.atomicAdd(words, i32.const(1), CAME), i32.const(target.threads - 1)), () => {
      code.atomicStore(words, i32.const(0), CAME);
      code.drop(i32.atomicAdd(words, i32.const(1), ROUND));
      code.drop(i32.atomicNotify(i32.add(words, i32.const(ROUND)), i32.const(target.threads)));
      code.return();
    });
    const looks = code.keep(i32.const(LOOKS));
    code.doWhile(
      () => {
        code.if(i32.ne(i32.atomicLoad(words, ROUND), get(round)), () => code.return());
        code.advance(looks, -1);
      },
      () => get(looks),
    );
    code.doWhile(
      () => code.drop(i32.atomicWait(i32.add(words, i32.const(ROUND)), get(round), -1)),
      () => i32.eq(i32.atomicLoad(words, ROUND), get(round)),
    );
  });
}
