// As much of an assembler for WebAssembly as one kernel needs: https://webassembly.github.io/spec/core/binary/

const BYTES = { i32: 0x7f, v128: 0x7b };
const SIMD_PREFIX = 0xfd;

/** Instructions of one function. Locals are numbers, parameters first. */
export class FunctionBody {
  bytes = [];
  /** @type {string[]} */
  locals = [];

  constructor(parameters) {
    this.parameters = parameters;
  }

  local(type) {
    this.locals.push(type);
    return this.parameters + this.locals.length - 1;
  }

  get(local) {
    this.bytes.push(0x20, ...unsigned(local));
  }
  set(local) {
    this.bytes.push(0x21, ...unsigned(local));
  }
  constant(value) {
    this.bytes.push(0x41, ...signed(value));
  }
  addIntegers() {
    this.bytes.push(0x6a);
  }
  multiplyIntegers() {
    this.bytes.push(0x6c);
  }

  zeroVector() {
    this.#simd(0x0c);
    this.bytes.push(...new Array(16).fill(0));
  }
  loadVector(offset) {
    this.#simd(0x00);
    this.bytes.push(4, ...unsigned(offset));
  }
  loadSplat(offset) {
    this.#simd(0x09);
    this.bytes.push(2, ...unsigned(offset));
  }
  storeVector(offset) {
    this.#simd(0x0b);
    this.bytes.push(4, ...unsigned(offset));
  }
  addVectors() {
    this.#simd(0xe4);
  }
  multiplyVectors() {
    this.#simd(0xe6);
  }
  /** a·b + c, rounded once where the processor can. */
  multiplyAddVectors() {
    this.#simd(0x105);
  }

  advance(local, amount) {
    this.get(local);
    this.constant(amount);
    this.addIntegers();
    this.set(local);
  }

  /** Counts `local` from 0 in steps while it is below `end`; the body runs at least once. */
  loop(local, end, step, body) {
    this.constant(0);
    this.set(local);
    this.bytes.push(0x03, 0x40);
    body();
    this.advance(local, step);
    this.get(local);
    this.constant(end);
    this.bytes.push(0x48, 0x0d, 0, 0x0b); // less than: again; end
  }

  #simd(operation) {
    this.bytes.push(SIMD_PREFIX, ...unsigned(operation));
  }

  encode() {
    const declared = vector(this.locals.map((type) => [1, BYTES[type]]));
    const code = [...declared, ...this.bytes, 0x0b];
    return [...unsigned(code.length), ...code];
  }
}

/** A module that imports the memory `host.memory` and exports the function as `run`. `note` changes its bytes, not its code. */
export function encodeModule(body, note) {
  const parameters = vector(new Array(body.parameters).fill([BYTES.i32]));
  return new Uint8Array([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(0, [...text('note'), ...text(note)]),
    ...section(1, vector([[0x60, ...parameters, 0]])),
    ...section(2, vector([[...text('host'), ...text('memory'), 2, 0, 1]])),
    ...section(3, vector([[0]])),
    ...section(7, vector([[...text('run'), 0, 0]])),
    ...section(10, vector([body.encode()])),
  ]);
}

const vector = (items) => [...unsigned(items.length), ...items.flat()];
const section = (id, bytes) => [id, ...unsigned(bytes.length), ...bytes];
const text = (string) => vector([...new TextEncoder().encode(string)].map((byte) => [byte]));

/** LEB128. */
function unsigned(value) {
  const bytes = [];
  for (let rest = value; ; ) {
    const low = rest & 127;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 128);
    if (rest === 0) return bytes;
  }
}

function signed(value) {
  const bytes = [];
  for (let rest = value; ; ) {
    const low = rest & 127;
    rest >>= 7;
    const done = (rest === 0 && !(low & 64)) || (rest === -1 && Boolean(low & 64));
    bytes.push(done ? low : low | 128);
    if (done) return bytes;
  }
}
