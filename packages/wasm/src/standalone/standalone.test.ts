import { describe, expect, test } from 'vitest';
import { add, gather, greater, matmul, ones, tensor, trace, zeros } from '@rekur/tensor';
import { compileStandalone } from './compile.js';
import { loadStandalone } from './index.js';
import { MANIFEST_SECTION } from './manifest.js';

/** sum ← sum + x·W, which of its elements are above 2. */
function accumulating() {
  const { program } = trace((sum, w, x) => [add(sum, matmul(x, w)), greater(sum, 2)], [zeros([1, 2]), ones([3, 2]), ones([1, 3])]);
  return compileStandalone(program, {
    residents: [
      { name: 'sum', value: tensor([[1, 0]]) },
      { name: 'w', value: tensor([[1, 2], [3, 4], [5, 6]]) },
    ],
    binding: { inputs: [0, 1, undefined], outputs: [0, undefined] },
    inputNames: ['x'],
    outputNames: ['above'],
  });
}

describe('a standalone module', () => {
  test('keeps residents from run to run, until it is reset', async () => {
    const model = await loadStandalone(accumulating());
    expect(model.inputs).toMatchObject([{ name: 'x', dtype: 'float32', shape: [1, 3] }]);
    expect(model.run({ x: [1, 0, 0] })).toEqual({ above: Uint8Array.of(0, 0) });
    expect(model.read('sum')).toEqual(Float32Array.of(2, 2));
    expect(model.run({ x: [0, 1, 0] })).toEqual({ above: Uint8Array.of(0, 0) });
    expect(model.run({ x: [0, 0, 0] })).toEqual({ above: Uint8Array.of(1, 1) });
    model.reset();
    expect(model.read('sum')).toEqual(Float32Array.of(1, 0));
  });

  test('works out anew what it prepared from weights, when they are written', async () => {
    const model = await loadStandalone(accumulating());
    model.run({ x: [1, 1, 1] });
    model.write('w', [0, 0, 0, 0, 0, 1]);
    model.run({ x: [1, 1, 1] });
    expect(model.read('sum')).toEqual(Float32Array.of(10, 13));
  });

  test('says which index is out of range, and runs again afterwards', async () => {
    const { program } = trace((table, index) => [gather(table, index)], [zeros([4, 2]), tensor(Int32Array.of(0))]);
    const model = await loadStandalone(
      compileStandalone(program, { residents: [{ name: 'table', value: ones([4, 2]) }], binding: { inputs: [0, undefined], outputs: [undefined] }, inputNames: ['index'], outputNames: ['row'] }),
    );
    expect(() => model.run({ index: [4] })).toThrow('standalone: index out of range: index 4 at position 0; indices must be from 0 to 3');
    expect(model.run({ index: [3] })).toEqual({ row: Float32Array.of(1, 1) });
  });

  test('refuses what is no such module, and one whose manifest points outside its memory', async () => {
    const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
    await expect(loadStandalone(empty)).rejects.toThrow('standalone: not a standalone model: the module has no manifest; what compileStandalone or rekur export wrote is expected');
    const bytes = accumulating();
    const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(bytes), MANIFEST_SECTION);
    const text = new TextDecoder().decode(section);
    const at = Buffer.from(bytes).indexOf('"memoryBytes":');
    const digits = /"memoryBytes":(\d+)/.exec(text)?.[1] ?? '';
    const damaged = bytes.slice();
    damaged.set(new TextEncoder().encode('1'.padEnd(digits.length, ' ')), at + '"memoryBytes":'.length);
    await expect(loadStandalone(damaged)).rejects.toThrow('standalone: damaged: the manifest names places outside its memory; export the model again');
  });

  test('refuses names that do not fit the Program', () => {
    const { program } = trace((x) => [x], [ones([1])]);
    expect(() => compileStandalone(program, { residents: [], binding: { inputs: [undefined], outputs: [undefined] }, inputNames: [], outputNames: ['y'] })).toThrow(
      'compileStandalone: input names do not fit: []; 1 names, none twice, are expected',
    );
  });
});
