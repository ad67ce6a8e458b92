import type { Program } from '@rekur/tensor';
import { hoistInvariants } from './hoistInvariants.js';
import { hoistProducts } from './hoistProducts.js';
import type { Log, PassResult } from './pass.js';
import { runPass } from './pass.js';
import { rewriteLevels } from './structure/levels.js';
import { closeScan, openScan } from './structure/loop.js';

/**
 * Moves out of a loop, to before it, what does not need its state: equations on invariants, and products of per-step inputs
 * with an invariant matrix. Such products become a loop of their own without carries, which is one large product for all
 * steps (`m` below stands for matmul[transposeA=false transposeB=true]).
 *
 *     d: … = scan[body=program(a: …, b: …, c: …) {         d: … = scan[body=program(a: …, b: …) {
 *       d: float32[2,4] = m b c                              c: float32[2,4] = m a b
 *       e: float32[2,4] = add a d                    →       return c
 *       return e                                           } carries=0 sequences=1 capacity=5 reverse=false] 5:int32 x w
 *     } carries=1 sequences=1 …] 5:int32 h x w             e: … = scan[body=program(a: …, b: …) {
 *                                                            c: float32[2,4] = add a b
 *                                                            return c
 *                                                          } carries=1 sequences=1 …] 5:int32 h d
 *
 * What feeds such a product goes before it in a loop of its own; what follows it stays, where it is fused with the rest of the
 * step. Every value keeps its bits.
 */
export function hoist(program: Program): PassResult {
  return runPass(program, (whole, log) => rewriteLevels(whole, (level) => hoistLevel(level, log)));
}

function hoistLevel(level: Program, log: Log): Program {
  let changed = false;
  const equations = level.equations.flatMap((equation) => {
    if (equation.primitive !== 'scan') return [equation];
    const loop = openScan(equation);
    const constants = hoistInvariants(loop, log);
    const products = hoistProducts(constants.loop, log);
    if (products.loop === loop) return [equation];
    changed = true;
    return [...constants.before, ...products.before, closeScan(products.loop)];
  });
  return changed ? { ...level, equations } : level;
}
