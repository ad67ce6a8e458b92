import type { Engine } from '@rekur/tensor';
import { interpreter } from '@rekur/tensor';
import { describe, test } from 'vitest';
import type { Case } from './case.js';
import { checkGradient, checkValues } from './case.js';
import { cellCases } from './cells.js';
import { laws } from './laws.js';
import { lossCases } from './losses.js';
import { composedCases, primitiveCases } from './operations.js';

/**
 * What every engine must do: operations, gradients, cells and losses to the interpreter's bits and to float64's digits, and
 * the algebraic laws.
 * @param reference whose bits are wanted: the interpreter, running the same Program. A compiler's passes may add in another order,
 * so its reference is the interpreter running what comes out of them.
 */
export function conformance(engine: Engine, reference: Engine = interpreter): void {
  const check = (title: string, cases: readonly Case[]): void => {
    test(`${title} has a case`, () => {
      if (cases.length === 0) throw new Error(`${title}: no case`);
    });
    test(`${title} gives the interpreter's bits, close to float64`, () => cases.forEach((each) => checkValues(engine, each, reference)));
    const differentiable = cases.filter((each) => each.differentiable !== false);
    if (differentiable.length > 0) {
      test(`the gradient of ${title} gives the interpreter's bits, close to float64 and to differences`, () => {
        differentiable.forEach((each) => checkGradient(engine, each, reference));
      });
    }
  };
  describe(`${engine.name}: primitives`, () => Object.entries(primitiveCases).forEach(([name, cases]) => check(name, cases)));
  describe(`${engine.name}: composed operations`, () => Object.entries(composedCases).forEach(([name, cases]) => check(name, cases)));
  describe(`${engine.name}: cells`, () => cellCases.forEach(([name, each]) => check(name, [each])));
  describe(`${engine.name}: losses`, () => Object.entries(lossCases).forEach(([name, cases]) => check(name, cases)));
  describe(`${engine.name}: laws`, () => laws(engine));
}
