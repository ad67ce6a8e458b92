import type { Binding, Program, Tensor, ValueType } from '@rekur/tensor';
import { checkBinding, checkProgram, describe, sizeOf, ValueError } from '@rekur/tensor';
import { text, unsigned } from '../assemble/bytes.js';
import { compile, FIRST_ADDRESS } from '../compile.js';
import type { Buffer } from '../ir/view.js';
import { optimize } from '../passes/pipeline.js';
import { bytesOf } from '../schedule/plan.js';
import { requireFloat32 } from '../session.js';
import { targetFor } from '../target.js';
import { FORMAT, type Manifest, MANIFEST_SECTION, type Port, type PortType, VALUES_SECTION } from './manifest.js';

export interface StandaloneOptions {
  /** The values that stay from run to run, with what they are at first, in the order of their numbers in the binding. */
  readonly residents: readonly { readonly name: string; readonly value: Tensor }[];
  readonly binding: Binding;
  /** Names of the Program's inputs that are no residents, in order. */
  readonly inputNames: readonly string[];
  /** Names of the Program's outputs that replace no resident, in order. */
  readonly outputNames: readonly string[];
  /** Plain JSON to find again, such as a tokeniser. */
  readonly extra?: unknown;
}

/**
 * A Program with the values of its residents as one WebAssembly module that needs no compiler: a page runs it with
 * `loadStandalone` of `@rekur/wasm/standalone`, which is 2 kB. 128 bits and separate arithmetic, which every engine has.
 * @throws ProgramError or DTypeError for what cannot be compiled, ValueError for names that do not fit
 */
export function compileStandalone(program: Program, { residents, binding, inputNames, outputNames, extra = null }: StandaloneOptions): Uint8Array<ArrayBuffer> {
  const types = residents.map(({ value: { shape, dtype } }): ValueType => ({ shape, dtype }));
  checkProgram(program);
  checkBinding(program, binding, types);
  requireFloat32(program);
  let start = FIRST_ADDRESS;
  const addresses = new Map<Buffer, number>();
  const buffers = residents.map(({ value }, index): Buffer => {
    const buffer: Buffer = { name: `resident${index}`, dtype: value.dtype, elements: sizeOf(value.shape), role: 'resident' };
    addresses.set(buffer, start);
    start += bytesOf(buffer);
    return buffer;
  });
  const compiled = compile(optimize(program).program, binding, {
    target: targetFor({ width: 128, arithmetic: 'separate', threads: 1 }),
    residents: buffers,
    residentAddress: (buffer) => addresses.get(buffer) as number,
    start,
  });
  const free = <T>(values: readonly T[], numbers: readonly (number | undefined)[]): T[] => values.filter((_, index) => numbers[index] === undefined);
  const { values, offsets } = firstValues(residents.map(({ value }) => value));
  const manifest: Manifest = {
    format: FORMAT,
    memoryBytes: compiled.memoryBytes,
    inputs: ports('input', inputNames, free(program.inputs, binding.inputs), free(compiled.kernel.inputs, binding.inputs), (buffer) => compiled.address(buffer)),
    outputs: ports('output', outputNames, free(program.outputs, binding.outputs), free(compiled.kernel.outputs, binding.outputs), (buffer) => compiled.address(buffer)),
    residents: residents.map(({ name, value }, index) => ({
      name,
      dtype: value.dtype as PortType,
      shape: value.shape,
      address: addresses.get(buffers[index]) as number,
      values: offsets[index],
      isReplaced: binding.outputs.includes(index),
      isPrepared: compiled.sources.includes(index),
    })),
    extra,
  };
  return withSections(compiled.bytes, [
    [MANIFEST_SECTION, new TextEncoder().encode(JSON.stringify(manifest))],
    [VALUES_SECTION, new Uint8Array(values.buffer, 0, values.byteLength)],
  ]);
}

function ports(what: string, names: readonly string[], values: readonly { readonly type: ValueType }[], buffers: readonly Buffer[], address: (buffer: Buffer) => number | undefined): Port[] {
  if (names.length !== values.length || new Set(names).size !== names.length) {
    throw new ValueError(describe('compileStandalone', `${what} names do not fit`, `[${names.join(', ')}]`, `${values.length} names, none twice, are expected`));
  }
  return values.map(({ type: { dtype, shape } }, index) => ({ name: names[index], dtype: dtype as PortType, shape, address: address(buffers[index]) ?? null }));
}

/** The values that are not all 0, one after the other, four bytes an element as they lie in memory. */
function firstValues(tensors: readonly Tensor[]): { values: Int32Array<ArrayBuffer>; offsets: (number | null)[] } {
  let words = 0;
  const offsets = tensors.map(({ data }) => {
    if (!data.some(Boolean)) return null;
    words += data.length;
    return words - data.length;
  });
  const values = new Int32Array(words);
  tensors.forEach(({ dtype, data }, index) => {
    const offset = offsets[index];
    if (offset === null) return;
    if (dtype === 'bool') values.set(Int32Array.from(data, (value) => -value), offset);
    else if (dtype === 'float32') new Float32Array(values.buffer).set(data, offset);
    else values.set(data, offset);
  });
  return { values, offsets };
}

/** A module with custom sections behind its code. */
function withSections(module: Uint8Array, sections: readonly (readonly [name: string, bytes: Uint8Array])[]): Uint8Array<ArrayBuffer> {
  const parts = [module, ...sections.flatMap(([name, bytes]) => [Uint8Array.from(headOf(name, bytes.length)), bytes])];
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** What stands before a custom section's bytes: number 0, the size of all that follows, the name. */
function headOf(name: string, length: number): number[] {
  const named = text(name);
  return [0, ...unsigned(named.length + length), ...named];
}
