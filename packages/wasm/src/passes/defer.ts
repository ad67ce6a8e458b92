import type { Atom, Equation, Program } from '@rekur/tensor';
import { deferProducts } from './deferProducts.js';
import { deferSums } from './deferSums.js';
import { joinSums } from './joinSums.js';
import type { Log, PassResult } from './pass.js';
import { runPass } from './pass.js';
import { definitionsOf } from './structure/atoms.js';
import { rewriteLevels } from './structure/levels.js';
import { closeScan, openScan } from './structure/loop.js';

/**
 * Moves out of a loop, to behind it, what no later step needs. A weight gradient that grows by a product at every step is one
 * product over time × batch of the stacked operands (`m` below stands for matmul[transposeA=true transposeB=false]).
 *
 *     d: … = scan[body=program(a: …, b: …, c: …) {         d: float32[10,4] = reshape[shape=[10,4]] b
 *       d: float32[4,3] = m b c                            e: float32[10,3] = reshape[shape=[10,3]] c
 *       e: float32[4,3] = add a d                     →    f: float32[4,3] = m d e
 *       return e                                           g: float32[4,3] = add a f
 *     } carries=1 sequences=2 …] 5:int32 a b c
 *
 * A bias gradient is one sum of what is stacked anyway, and per-step outputs that are products with an invariant matrix are
 * computed in a loop without carries behind. Sums come out in another order, so the last bits change: in this pass alone.
 */
export function defer(program: Program): PassResult {
  return runPass(program, (whole, log) => rewriteLevels(whole, (level) => deferLevel(level, log)));
}

function deferLevel(level: Program, log: Log): Program {
  const definitions: ReadonlyMap<Atom, Equation> = definitionsOf(level.equations);
  let changed = false;
  const equations = level.equations.flatMap((equation) => {
    if (equation.primitive !== 'scan') return [equation];
    const loop = openScan(equation);
    const sums = deferSums(loop, definitions, log);
    const products = deferProducts(sums.loop, definitions, log);
    if (products.loop === loop) return [equation];
    changed = true;
    return [closeScan(products.loop), ...sums.after, ...products.after];
  });
  return joinSums(changed ? { ...level, equations } : level, log);
}
