import { describe, expect, test } from 'vitest';
import { type Binding, checkBinding } from './binding.js';
import { parseProgram } from './parse.js';
import type { ValueType } from './shape.js';

const program = parseProgram(`program(a: float32[2], b: float32[2], c: int32[3]) {
  d: float32[2] = add a b
  return d c d
}`);
const residents: ValueType[] = [
  { shape: [2], dtype: 'float32' },
  { shape: [3], dtype: 'int32' },
  { shape: [2, 1], dtype: 'float32' },
];
const fits: Binding = { inputs: [0, undefined, 1], outputs: [0, 1, undefined] };
const refusal = (changed: Partial<Binding>, others: readonly ValueType[] = residents) => () => checkBinding(program, { ...fits, ...changed }, others);

describe('checkBinding', () => {
  test('takes a binding that fits: inputs may share a resident, all may be free', () => {
    refusal({})();
    refusal({ inputs: [0, 0, undefined] })();
    refusal({ inputs: [undefined, undefined, undefined], outputs: [undefined, undefined, undefined] }, [])();
  });

  test('refuses an input or output of another type than its resident', () => {
    expect(refusal({ inputs: [0, 2, 1] })).toThrow(
      'checkBinding: binding does not fit: input 1, float32[2], is bound to resident 2, float32[2, 1]; the same type is expected; ' +
        'bind it to a resident of type float32[2], or to undefined',
    );
    expect(refusal({ outputs: [1, undefined, 0] })).toThrow(
      'checkBinding: binding does not fit: output 0, float32[2], is bound to resident 1, int32[3]; the same type is expected; ' +
        'bind it to a resident of type float32[2], or to undefined',
    );
    const other: ValueType[] = [{ shape: [2], dtype: 'float64' }, residents[1]];
    expect(refusal({}, other)).toThrow('input 0, float32[2], is bound to resident 0, float64[2]; the same type is expected');
  });

  test('refuses two outputs for one resident', () => {
    expect(refusal({ outputs: [0, 1, 0] })).toThrow(
      'checkBinding: binding does not fit: outputs 0 and 2 both replace resident 0; one output per resident is expected; bind one of them to undefined',
    );
  });

  test.each([3, -1, 0.5, NaN])('refuses the number %s, which no resident has', (number) => {
    expect(refusal({ inputs: [0, 0, number] })).toThrow(
      `checkBinding: binding does not fit: input 2, int32[3], is bound to resident ${number}; a whole number from 0 to 2 is expected; ` +
        'create the session with more residents, or bind the input to undefined',
    );
  });

  test('refuses any number where there are no residents or one', () => {
    expect(refusal({}, [])).toThrow('input 0, float32[2], is bound to resident 0; the session has no residents; create');
    expect(refusal({}, [residents[0]])).toThrow('input 2, int32[3], is bound to resident 1; 0 is expected; create');
  });

  test('refuses lists of other lengths than the Program’s', () => {
    expect(refusal({ inputs: [0, 0] })).toThrow(
      'checkBinding: binding does not fit: 2 inputs are listed; the Program has 3; list every input: the number of its resident, or undefined',
    );
    expect(refusal({ outputs: [0, 1, undefined, undefined] })).toThrow(
      'checkBinding: binding does not fit: 4 outputs are listed; the Program has 3; list every output: the number of its resident, or undefined',
    );
    expect(refusal({ outputs: undefined })).toThrow('checkBinding: binding does not fit: its outputs are no array; the Program has 3; ');
  });
});
