import { float32Bytes, int32Bytes, signed, unsigned } from './bytes.js';

/** What a value on the stack is. */
export type Kind = 'i32' | 'f32' | 'v128';

/** Bytes, in parts that are only laid one after the other when they are written. */
export type Code = readonly (number | Code)[];

/** Code that leaves one value of a known kind on the stack. The kinds are checked by TypeScript. */
export interface Expression<K extends Kind = Kind> {
  readonly kind: K;
  readonly code: Code;
}

export type I32 = Expression<'i32'>;
export type F32 = Expression<'f32'>;
export type V128 = Expression<'v128'>;

/** A function's local variable. */
export interface Local<K extends Kind = Kind> {
  readonly kind: K;
  readonly index: number;
}

function expression<K extends Kind>(kind: K, ...code: Code): Expression<K> {
  return { kind, code };
}

const gets: Readonly<Record<Kind, Expression[]>> = { i32: [], f32: [], v128: [] };

/** The value of a local. */
export function get<K extends Kind>({ kind, index }: Local<K>): Expression<K> {
  return (gets[kind][index] ??= expression(kind, 0x20, ...unsigned(index))) as Expression<K>;
}

type Binary<A extends Kind, B extends Kind, R extends Kind> = (a: Expression<A>, b: Expression<B>) => Expression<R>;
type Unary<A extends Kind, R extends Kind> = (a: Expression<A>) => Expression<R>;

function binary<A extends Kind, B extends Kind, R extends Kind>(kind: R, ...operation: readonly number[]): Binary<A, B, R> {
  return (a, b) => expression(kind, a.code, b.code, operation);
}

function unary<A extends Kind, R extends Kind>(kind: R, ...operation: readonly number[]): Unary<A, R> {
  return (a) => expression(kind, a.code, operation);
}

/** The opcode of a vector instruction. */
function simd(code: number): number[] {
  return [0xfd, ...unsigned(code)];
}

function memory(align: number, offset: number): number[] {
  return [align, ...unsigned(offset)];
}

const i32i32 = (code: number): Binary<'i32', 'i32', 'i32'> => binary('i32', code);

/** 32-bit integers. */
export const i32 = {
  const: (value: number): I32 => expression('i32', [0x41, ...signed(value | 0)]),
  add: i32i32(0x6a),
  sub: i32i32(0x6b),
  mul: i32i32(0x6c),
  divS: i32i32(0x6d),
  remU: i32i32(0x70),
  and: i32i32(0x71),
  or: i32i32(0x72),
  xor: i32i32(0x73),
  shl: i32i32(0x74),
  shrS: i32i32(0x75),
  shrU: i32i32(0x76),
  eqz: unary<'i32', 'i32'>('i32', 0x45),
  eq: i32i32(0x46),
  ne: i32i32(0x47),
  ltS: i32i32(0x48),
  ltU: i32i32(0x49),
  gtS: i32i32(0x4a),
  gtU: i32i32(0x4b),
  leS: i32i32(0x4c),
  geS: i32i32(0x4e),
  geU: i32i32(0x4f),
  /** a where the condition is not 0, else b. */
  select: (condition: I32, a: I32, b: I32): I32 => expression('i32', a.code, b.code, condition.code, [0x1b]),
  load: (address: I32, offset = 0): I32 => expression('i32', address.code, [0x28, ...memory(2, offset)]),
  atomicLoad: (address: I32, offset = 0): I32 => expression('i32', address.code, [0xfe, 0x10, ...memory(2, offset)]),
  /** Waits while the word has the value; gives 0 when woken, 1 if it had another one, 2 after `nanoseconds` (−1: never). */
  atomicWait: (address: I32, value: I32, nanoseconds: number, offset = 0): I32 =>
    expression('i32', address.code, value.code, [0x42, ...signed(nanoseconds)], [0xfe, 0x01, ...memory(2, offset)]),
  /** Wakes up to `count` that wait there; gives how many. */
  atomicNotify: (address: I32, count: I32, offset = 0): I32 => expression('i32', address.code, count.code, [0xfe, 0x00, ...memory(2, offset)]),
  /** Adds and gives the value before. */
  atomicAdd: (address: I32, value: I32, offset = 0): I32 => expression('i32', address.code, value.code, [0xfe, 0x1e, ...memory(2, offset)]),
} as const;

const f32f32 = (code: number): Binary<'f32', 'f32', 'f32'> => binary('f32', code);

/** 32-bit floats, one at a time. */
export const f32 = {
  const: (value: number): F32 => expression('f32', [0x43, ...float32Bytes(value)]),
  load: (address: I32, offset = 0): F32 => expression('f32', address.code, [0x2a, ...memory(2, offset)]),
  add: f32f32(0x92),
  sub: f32f32(0x93),
  mul: f32f32(0x94),
  div: f32f32(0x95),
} as const;

const vvv = (code: number): Binary<'v128', 'v128', 'v128'> => binary('v128', ...simd(code));
const vv = (code: number): Unary<'v128', 'v128'> => unary('v128', ...simd(code));
const shift = (code: number) => (a: V128, distance: number): V128 => expression('v128', a.code, i32.const(distance).code, simd(code));

/** Vectors of 128 bits: loads, stores (see `FunctionBuilder`), bits. */
export const v128 = {
  load: (address: I32, offset = 0): V128 => expression('v128', address.code, simd(0x00), memory(4, offset)),
  /** One 32-bit value in all four lanes. */
  loadSplat: (address: I32, offset = 0): V128 => expression('v128', address.code, simd(0x09), memory(2, offset)),
  /** One 32-bit value in the first lane, zeros above. */
  loadZero: (address: I32, offset = 0): V128 => expression('v128', address.code, simd(0x5c), memory(2, offset)),
  /** `vector` with one lane from memory. */
  loadLane: (address: I32, vector: V128, lane: number, offset = 0): V128 =>
    expression('v128', address.code, vector.code, simd(0x56), memory(2, offset), [lane]),
  /** Four lanes, given as 32-bit integers (bits). */
  const: (...lanes: readonly [number, number, number, number]): V128 => expression('v128', simd(0x0c), lanes.flatMap(int32Bytes)),
  not: vv(0x4d),
  and: vvv(0x4e),
  /** a and not b */
  andNot: vvv(0x4f),
  or: vvv(0x50),
  xor: vvv(0x51),
  /** Bits of a where the mask has ones, else of b. */
  select: (mask: V128, a: V128, b: V128): V128 => expression('v128', a.code, b.code, mask.code, simd(0x52)),
  /** 32-bit lanes of a (0–3) and b (4–7) in the order given. */
  shuffle: (a: V128, b: V128, lanes: readonly [number, number, number, number]): V128 =>
    expression('v128', a.code, b.code, simd(0x0d), lanes.flatMap((lane) => [4 * lane, 4 * lane + 1, 4 * lane + 2, 4 * lane + 3])),
  anyTrue: unary<'v128', 'i32'>('i32', ...simd(0x53)),
} as const;

/** Four floats. */
export const f32x4 = {
  const: (value: number): V128 => expression('v128', simd(0x0c), [0, 1, 2, 3].flatMap(() => float32Bytes(value))),
  splat: unary<'f32', 'v128'>('v128', ...simd(0x13)),
  extract: (a: V128, lane: number): F32 => expression('f32', a.code, simd(0x1f), [lane]),
  eq: vvv(0x41),
  ne: vvv(0x42),
  lt: vvv(0x43),
  gt: vvv(0x44),
  le: vvv(0x45),
  ge: vvv(0x46),
  abs: vv(0xe0),
  neg: vv(0xe1),
  sqrt: vv(0xe3),
  add: vvv(0xe4),
  sub: vvv(0xe5),
  mul: vvv(0xe6),
  div: vvv(0xe7),
  min: vvv(0xe8),
  max: vvv(0xe9),
  /** b < a ? b : a */
  pmin: vvv(0xea),
  /** a < b ? b : a */
  pmax: vvv(0xeb),
  convertS: vv(0xfa),
  convertU: vv(0xfb),
  /** a·b + c, rounded once where the machine fuses. */
  madd: (a: V128, b: V128, c: V128): V128 => expression('v128', a.code, b.code, c.code, simd(0x105)),
} as const;

/** Four 32-bit integers. */
export const i32x4 = {
  const: (value: number): V128 => expression('v128', simd(0x0c), [0, 1, 2, 3].flatMap(() => int32Bytes(value))),
  splat: unary<'i32', 'v128'>('v128', ...simd(0x11)),
  extract: (a: V128, lane: number): I32 => expression('i32', a.code, simd(0x1b), [lane]),
  eq: vvv(0x37),
  ne: vvv(0x38),
  ltS: vvv(0x39),
  ltU: vvv(0x3a),
  gtS: vvv(0x3b),
  gtU: vvv(0x3c),
  geS: vvv(0x3f),
  geU: vvv(0x40),
  abs: vv(0xa0),
  neg: vv(0xa1),
  shl: shift(0xab),
  shrS: shift(0xac),
  shrU: shift(0xad),
  add: vvv(0xae),
  sub: vvv(0xb1),
  mul: vvv(0xb5),
  minS: vvv(0xb6),
  minU: vvv(0xb7),
  maxS: vvv(0xb8),
  maxU: vvv(0xb9),
  /** Toward zero, out of range to the nearest end, NaN to 0. */
  truncSatS: vv(0xf8),
  truncSatU: vv(0xf9),
} as const;
