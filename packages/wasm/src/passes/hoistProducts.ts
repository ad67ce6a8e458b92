import type { Atom, Equation, Variable } from '@rekur/tensor';
import { primitiveNamed } from '@rekur/tensor';
import type { Log } from './pass.js';
import { extractMap } from './structure/extract.js';
import type { Hoisted, Loop, Operand } from './structure/loop.js';
import { hasPlainRows, isProduct } from './structure/product.js';
import { nameEquation, nameLoop } from './structure/words.js';

/** Moves products of what depends on per-step inputs, not on carries, with an invariant matrix to before the loop. */
export function hoistProducts(loop: Loop, log: Log): Hoisted {
  if (loop.capacity <= 1 || isOneProduct(loop)) return { before: [], loop };
  const invariant = new Set<Atom>(loop.invariants.map(({ input }) => input));
  const perStep = new Set<Atom>(loop.sequences.map(({ input }) => input));
  const before: Equation[] = [];
  let current = loop;

  /** From now on the loop reads this value from outside, where it is stacked. */
  const readStacked = (input: Variable, operand: Atom): void => {
    const sequences: Operand[] = [...current.sequences, { input, operand }];
    current = { ...current, sequences, equations: current.equations.filter(({ outputs }) => outputs[0] !== input) };
  };

  for (const equation of loop.equations) {
    if (isHoistable(equation, perStep, invariant)) {
      const [rows] = equation.inputs as readonly Variable[];
      if (!current.sequences.some(({ input }) => input === rows)) {
        const fed = extractMap(current, [rows]);
        before.push(fed.scan);
        readStacked(rows, fed.stacks[0]);
      }
      const [product] = equation.outputs;
      const { scan, stacks } = extractMap(current, [product]);
      before.push(scan);
      readStacked(product, stacks[0]);
      log.notes.push(`${nameEquation(equation)} needed no state of ${nameLoop(loop)}; it is one product for all steps, before it.`);
    } else {
      const reason = whyNot(equation, perStep, invariant);
      if (reason) log.left.push(`${nameEquation(equation)} stays in ${nameLoop(loop)}: ${reason}.`);
    }
    note(equation, perStep, invariant);
  }
  return { before, loop: current };
}

/** Is it the loop that this pass makes? */
function isOneProduct({ carries, equations }: Loop): boolean {
  return carries.length === 0 && equations.length === 1 && isProduct(equations[0]);
}

/** Rows of every step can be joined to one matrix, as long as each step's rows lie below each other. */
function isHoistable(equation: Equation, perStep: ReadonlySet<Atom>, invariant: ReadonlySet<Atom>): boolean {
  const [rows, matrix] = equation.inputs;
  return isProduct(equation) && hasPlainRows(equation) && perStep.has(rows) && invariant.has(matrix);
}

/** Why a product that needs no state stays. */
function whyNot(equation: Equation, perStep: ReadonlySet<Atom>, invariant: ReadonlySet<Atom>): string | undefined {
  if (!isProduct(equation)) return undefined;
  const known = equation.inputs.every((atom) => atom.kind === 'literal' || perStep.has(atom) || invariant.has(atom));
  if (!known) return undefined;
  if (equation.inputs.every((atom) => perStep.has(atom))) return 'both operands change from step to step';
  if (!hasPlainRows(equation)) return 'its left operand has more axes than two or is transposed';
  return 'its right operand, not its left, changes from step to step';
}

/** Keeps account of what depends on per-step inputs but not on carries. */
function note(equation: Equation, perStep: Set<Atom>, invariant: Set<Atom>): void {
  const { family } = primitiveNamed(equation.primitive).traits;
  const known = equation.inputs.every((atom) => atom.kind === 'literal' || perStep.has(atom) || invariant.has(atom));
  if (family === 'control' || !known) return;
  // What is made of invariants inside (a broadcast, say) is at hand at every step; it is no operand of the loop.
  for (const variable of equation.outputs) perStep.add(variable);
}
