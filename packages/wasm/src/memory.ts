import type { DType, Tensor, TypedArray, ValueType } from '@rekur/tensor';
import { allocate, describe, ProgramError, sizeOf, Tensor as TensorValue } from '@rekur/tensor';
import { PAGE } from './compile.js';

/** The memory of a session: what stands where, and who used it last. */
export interface SessionMemory {
  readonly memory: WebAssembly.Memory;
  /** Puts a value at a byte address; bool becomes all ones or 0 in 32 bits. */
  upload(address: number, value: Tensor): void;
  /** A copy of what is there. */
  download(address: number, type: ValueType): Tensor;
  /** The first words: what a run complains about. */
  status(): Int32Array;
  /** Has at least so many bytes from now on. @throws ProgramError if the host has no room */
  require(bytes: number): void;
}

export function createMemory(bytes: number, sharedPages: number | undefined): SessionMemory {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE), ...(sharedPages !== undefined && { maximum: sharedPages, shared: true }) });
  return {
    memory,
    upload(address, { dtype, data }) {
      if (dtype === 'bool') {
        const words = new Int32Array(memory.buffer, address, data.length);
        for (let index = 0; index < words.length; index++) words[index] = -data[index];
      } else viewOf(memory, address, dtype, data.length).set(data);
    },
    download(address, { shape, dtype }) {
      const data = allocate(dtype, sizeOf(shape));
      if (dtype === 'bool') {
        const words = new Int32Array(memory.buffer, address, data.length);
        for (let index = 0; index < words.length; index++) data[index] = words[index] & 1;
      } else data.set(viewOf(memory, address, dtype, data.length));
      return new TensorValue({ shape, dtype }, data);
    },
    status: () => new Int32Array(memory.buffer, 0, 4),
    require(wanted) {
      const missing = Math.ceil(wanted / PAGE) - memory.buffer.byteLength / PAGE;
      if (missing <= 0) return;
      try {
        memory.grow(missing);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        const megabytes = Math.ceil(wanted / 2 ** 20);
        throw new ProgramError(
          describe('wasm', 'no room on this machine', `${megabytes} MiB are needed`, 'as much memory as the Program needs is expected', 'take a smaller batch or fewer steps, or remat: true, which stores less'),
          { cause: error },
        );
      }
    },
  };
}

function viewOf(memory: WebAssembly.Memory, address: number, dtype: DType, length: number): TypedArray {
  if (dtype === 'float32') return new Float32Array(memory.buffer, address, length);
  return dtype === 'uint32' ? new Uint32Array(memory.buffer, address, length) : new Int32Array(memory.buffer, address, length);
}
