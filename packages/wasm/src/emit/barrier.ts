import type { I32 } from '../assemble/expression.js';
import { get, i32 } from '../assemble/expression.js';
import type { FunctionHandle } from '../assemble/functionBuilder.js';
import type { Scope } from './scope.js';

/**
 * Words behind the status words, each in a cache line of its own: how many came, how often all were there, whether one gave up; and
 * counters of what has been taken since all were there.
 */
export const BARRIER = { came: 64, round: 128, abandoned: 192, taken: 256 } as const;
/** So many nodes may give out pieces between two barriers. */
export const COUNTERS = 16;
/** Rounds of looking before a thread goes to sleep: waking takes microseconds. */
const LOOKS = 4000;

/** The number of the next piece that nobody has taken yet, from 0. */
export const take = ({ status }: Scope, counter: number): I32 => i32.atomicAdd(i32.const(status), i32.const(1), BARRIER.taken + 4 * counter);

/** barrier(threads): goes on when so many have called it, or when one of them has given up. */
export function barrier({ module, status }: Scope): FunctionHandle {
  return module.define('barrier', ['i32'], (code) => {
    const [threads] = code.parameters;
    const words = i32.const(status);
    const beginAnew = (): void => {
      for (let counter = 0; counter < COUNTERS; counter++) code.store(words, i32.const(0), BARRIER.taken + 4 * counter);
    };
    code.if(i32.eq(get(threads), i32.const(1)), () => {
      beginAnew();
      code.return();
    });
    const round = code.keep(i32.atomicLoad(words, BARRIER.round));
    code.if(i32.eq(i32.add(i32.atomicAdd(words, i32.const(1), BARRIER.came), i32.const(1)), get(threads)), () => {
      beginAnew();
      code.atomicStore(words, i32.const(0), BARRIER.came);
      code.drop(i32.atomicAdd(words, i32.const(1), BARRIER.round));
      code.drop(i32.atomicNotify(i32.add(words, i32.const(BARRIER.round)), get(threads)));
      code.return();
    });
    const looks = code.keep(i32.const(LOOKS));
    const isOver = (): void => {
      code.if(i32.ne(i32.atomicLoad(words, BARRIER.round), get(round)), () => code.return());
      code.if(i32.atomicLoad(words, BARRIER.abandoned), () => code.return());
    };
    code.doWhile(
      () => {
        isOver();
        code.advance(looks, -1);
      },
      () => get(looks),
    );
    code.doWhile(
      () => {
        code.drop(i32.atomicWait(i32.add(words, i32.const(BARRIER.round)), get(round), -1));
        isOver();
      },
      () => i32.const(1),
    );
  });
}
