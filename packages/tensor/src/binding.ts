import { describe, ProgramError } from './error.js';
import type { Program } from './program.js';
import type { ValueType } from './shape.js';
import { formatType, sameShape } from './shape.js';

/** How a Program's inputs and outputs meet the residents of a session. */
export interface Binding {
  /** For each input: the number of the resident that it reads, or undefined for an argument of every run. */
  readonly inputs: readonly (number | undefined)[];
  /** For each output: the number of the resident that it replaces when the run ends, or undefined for a result. */
  readonly outputs: readonly (number | undefined)[];
}

type Side = 'input' | 'output';

/**
 * Verifies that every input and output has an entry, that each one bound is of exactly its resident's type, and that no two outputs
 * replace the same resident.
 * @throws ProgramError naming the input or output, both types, and how to mend it
 */
export function checkBinding({ inputs, outputs }: Program, binding: Binding, residents: readonly ValueType[]): void {
  checkSide('input', inputs.map(({ type }) => type), binding.inputs, residents);
  checkSide('output', outputs.map(({ type }) => type), binding.outputs, residents);
  binding.outputs.forEach((number, index) => {
    const before = number === undefined ? index : binding.outputs.indexOf(number);
    if (before === index) return;
    refuse(`outputs ${before} and ${index} both replace resident ${number}`, 'one output per resident is expected', 'bind one of them to undefined');
  });
}

function checkSide(side: Side, types: readonly ValueType[], numbers: Binding['inputs'], residents: readonly ValueType[]): void {
  const listed = Array.isArray(numbers) ? numbers.length : undefined;
  if (listed !== types.length) {
    const given = listed === undefined ? `its ${side}s are no array` : `${listed} ${side}s are listed`;
    refuse(given, `the Program has ${types.length}`, `list every ${side}: the number of its resident, or undefined`);
  }
  types.forEach((type, index) => {
    const number = numbers[index];
    if (number === undefined) return;
    const given = `${side} ${index}, ${formatType(type)}, is bound to resident ${String(number)}`;
    if (!Object.hasOwn(residents, number)) {
      refuse(given, rangeOf(residents), `create the session with more residents, or bind the ${side} to undefined`);
    }
    const resident = residents[number];
    if (type.dtype === resident.dtype && sameShape(type.shape, resident.shape)) return;
    refuse(`${given}, ${formatType(resident)}`, 'the same type is expected', `bind it to a resident of type ${formatType(type)}, or to undefined`);
  });
}

/** What a resident's number may be. */
export function rangeOf(residents: readonly ValueType[]): string {
  if (residents.length === 0) return 'the session has no residents';
  return residents.length === 1 ? '0 is expected' : `a whole number from 0 to ${residents.length - 1} is expected`;
}

function refuse(given: string, expected: string, mend: string): never {
  throw new ProgramError(describe('checkBinding', 'binding does not fit', given, expected, mend));
}
