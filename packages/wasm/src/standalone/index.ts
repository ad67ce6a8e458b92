import { complaints } from '../complaints.js';
import { FORMAT, type Manifest, MANIFEST_SECTION, type Port, type ResidentPort, VALUES_SECTION } from './manifest.js';

export type { Port } from './manifest.js';

export type StandaloneValues = Float32Array | Int32Array | Uint32Array | Uint8Array;

/** A compiled Program, ready to run. */
export interface Standalone {
  /** What a run takes and gives, by name, dtype and shape. */
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** What stays from run to run: weights, states. */
  readonly residents: readonly Port[];
  /** What was stored along with the module: plain JSON, not checked. */
  readonly extra: unknown;
  /**
   * Runs once. Values are in row-major order, of bool 0 or 1.
   * @throws Error for an input that is missing, unknown or of another length, and for indices out of range
   */
  run(inputs?: Readonly<Record<string, ArrayLike<number>>>): Record<string, StandaloneValues>;
  /** A copy of a resident. @throws Error for an unknown name */
  read(resident: string): StandaloneValues;
  /** Replaces a resident. @throws Error for an unknown name or another length */
  write(resident: string, values: ArrayLike<number>): void;
  /** Everything that runs have replaced is again as it was at first: a stream begins anew. */
  reset(): void;
}

/**
 * Loads what `compileStandalone` of `@rekur/wasm` made (`rekur export`, `exportModel` of `@rekur/train`). It needs no other package and no compiler.
 *
 *     const model = await loadStandalone(await (await fetch('model.wasm')).arrayBuffer());
 *     const { output } = model.run({ input: [0, 1, 2] });
 *
 * @throws Error for bytes that are no such module
 */
export async function loadStandalone(bytes: Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<Standalone> {
  const module = await WebAssembly.compile(bytes);
  const manifest = manifestOf(module);
  const [stored] = WebAssembly.Module.customSections(module, VALUES_SECTION);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(manifest.memoryBytes / PAGE) });
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  const part = (name: string): (() => void) | undefined => exports[name] && (() => (exports[name] as (first: number, threads: number) => void)(0, 1));
  const [prepare, program] = [part('prepare'), part('program')];
  let isPrepared = false;

  const viewOf = ({ dtype, address, shape }: Port): Float32Array | Int32Array | Uint32Array => {
    const Values = dtype === 'float32' ? Float32Array : dtype === 'uint32' ? Uint32Array : Int32Array;
    return new Values(memory.buffer, address ?? 0, sizeOf(shape));
  };
  const put = (port: Port, values: ArrayLike<number>): void => {
    if (values?.length !== sizeOf(port.shape)) {
      throw new Error(`standalone: ${port.name} does not fit: ${values ? `${values.length} values` : 'missing'}; ${sizeOf(port.shape)} of ${port.dtype}[${port.shape.join(', ')}] are expected`);
    }
    if (port.address !== null) viewOf(port).set(port.dtype === 'bool' ? Array.from(values, (value) => -value) : values);
  };
  const copy = (port: Port): StandaloneValues => (port.dtype === 'bool' ? Uint8Array.from(viewOf(port), (word) => word & 1) : viewOf(port).slice());
  const residentNamed = (name: string): ResidentPort => {
    const found = manifest.residents.find((each) => each.name === name);
    if (!found) throw new Error(`standalone: unknown resident: '${name}'; one of ${manifest.residents.map((each) => each.name).join(', ')} is expected`);
    return found;
  };
  const restore = (port: ResidentPort): void => {
    const target = new Int32Array(memory.buffer, port.address, sizeOf(port.shape));
    if (port.values === null) target.fill(0);
    else target.set(new Int32Array(stored, 4 * port.values, target.length));
    isPrepared &&= !port.isPrepared;
  };
  manifest.residents.forEach(restore);

  return {
    inputs: manifest.inputs,
    outputs: manifest.outputs,
    residents: manifest.residents,
    extra: manifest.extra,
    run(inputs = {}) {
      for (const name of Object.keys(inputs)) {
        if (!manifest.inputs.some((port) => port.name === name)) throw new Error(`standalone: unknown input: '${name}'; ${manifest.inputs.map((port) => port.name).join(', ') || 'none'} is expected`);
      }
      const status = new Int32Array(memory.buffer, 0, 4).fill(0);
      if (!isPrepared) prepare?.();
      isPrepared = true;
      for (const port of manifest.inputs) put(port, inputs[port.name]);
      program?.();
      isPrepared = !manifest.residents.some((port) => port.isReplaced && port.isPrepared);
      if (status[0] !== 0) throw new Error(complaintText(status));
      return Object.fromEntries(manifest.outputs.map((port) => [port.name, copy(port)]));
    },
    read: (name) => copy(residentNamed(name)),
    write(name, values) {
      const port = residentNamed(name);
      put(port, values);
      isPrepared &&= !port.isPrepared;
    },
    reset: () => manifest.residents.filter((port) => port.isReplaced).forEach(restore),
  };
}

const PAGE = 65536;
const MOST_BYTES = 65535 * PAGE;

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, each) => size * each, 1);
}

/** A module's manifest, with every address and size checked before anything is allocated. */
function manifestOf(module: WebAssembly.Module): Manifest {
  const [section] = WebAssembly.Module.customSections(module, MANIFEST_SECTION);
  const [stored] = WebAssembly.Module.customSections(module, VALUES_SECTION);
  if (!section || !stored) throw new Error('standalone: not a standalone model: the module has no manifest; what compileStandalone or rekur export wrote is expected');
  const manifest = JSON.parse(new TextDecoder().decode(section)) as Manifest;
  const { format }: { format: number } = manifest;
  if (format !== FORMAT) throw new Error(`standalone: format ${format} is not known: ${FORMAT} is expected; export the model again, or take a newer version of @rekur/wasm`);
  const { memoryBytes, inputs, outputs, residents } = manifest;
  const fits = ({ address, shape }: Port): boolean => address === null || (address >= 0 && address % 4 === 0 && sizeOf(shape) >= 0 && address + 4 * sizeOf(shape) <= memoryBytes);
  const isStored = ({ values, shape }: ResidentPort): boolean => values === null || (values >= 0 && 4 * (values + sizeOf(shape)) <= stored.byteLength);
  if (!(memoryBytes <= MOST_BYTES) || ![...inputs, ...outputs, ...residents].every(fits) || !residents.every(isStored)) {
    throw new Error('standalone: damaged: the manifest names places outside its memory; export the model again');
  }
  return manifest;
}

function complaintText([what, position, value, below]: Int32Array): string {
  if (what === complaints.tripCount) return `standalone: trip count out of range: ${value} steps; 0 to ${below} are expected`;
  return `standalone: index out of range: index ${value} at position ${position}; indices must be from 0 to ${below - 1}`;
}
