import { unsigned } from './bytes.js';
import type { Code, Expression, I32, Kind, Local, V128 } from './expression.js';
import { get, i32 } from './expression.js';

const kindCode: Readonly<Record<Kind, number>> = { i32: 0x7f, f32: 0x7d, v128: 0x7b };

/** A function that may be called: its place in the module and its type. */
export interface FunctionHandle {
  readonly index: number;
  readonly name: string;
  readonly parameters: readonly Kind[];
  readonly result?: Kind;
}

/** Writes the statements of one function. */
export interface FunctionBuilder {
  /** The parameters' locals, in order. */
  readonly parameters: readonly Local<'i32'>[];
  local<K extends Kind>(kind: K): Local<K>;
  set<K extends Kind>(local: Local<K>, value: Expression<K>): void;
  /** A new local that holds `value`. */
  keep<K extends Kind>(value: Expression<K>): Local<K>;
  /**
   * Writes `body`, and behind it takes the values out of the vectors that it made locals for. In a loop they would otherwise count
   * as values that live on to the next round, and V8 joins no pairs of vectors that do. It costs no instruction.
   */
  scope(body: () => void): void;
  /** A local that is set at the function's start, for constants of its loops; the same value gives the same local. */
  keepAtStart<K extends Kind>(value: Expression<K>): Local<K>;
  store(address: I32, value: Expression, offset?: number): void;
  /** An i32 store that other threads see in order. */
  atomicStore(address: I32, value: I32, offset?: number): void;
  /** Stores lane `lane` (32 bits) of a vector. */
  storeLane(address: I32, value: V128, lane: number, offset?: number): void;
  call(target: FunctionHandle, ...values: readonly I32[]): void;
  if(condition: I32, then: () => void, otherwise?: () => void): void;
  /** Runs `body` while `again()` is not 0 after it: at least once. */
  doWhile(body: () => void, again: () => I32): void;
  /** index = from; while (index < to) { body; index += step }. Not entered where from ≥ to. */
  forRange(index: Local<'i32'>, from: I32, to: I32, step: number, body: () => void): void;
  /** The same where it is known that from < to. */
  forRangeOnce(index: Local<'i32'>, from: I32, to: I32, step: number, body: () => void): void;
  /** index += amount */
  advance(index: Local<'i32'>, amount: number): void;
  return(value?: Expression): void;
  /** Drops the value of an expression that is wanted for its effect. */
  drop(value: Expression): void;
  /** The function's body as bytes, with its locals. */
  finish(): number[];
}

export function createFunction(parameterKinds: readonly Kind[]): FunctionBuilder {
  const kinds: Kind[] = [...parameterKinds];
  const code: number[] = [];
  const start: number[] = [];
  const atStart = new Map<string, Local>();
  /** A vector that is never set. */
  let nothing: Local<'v128'> | undefined;
  const write = (into: number[], parts: Code): void => {
    for (const part of parts) {
      if (typeof part === 'number') into.push(part);
      else write(into, part);
    }
  };
  const push = (parts: Code): void => write(code, parts);
  const builder: FunctionBuilder = {
    parameters: parameterKinds.map((kind, index) => ({ kind: kind as 'i32', index })),
    local: (kind) => ({ kind, index: kinds.push(kind) - 1 }),
    set(local, value) {
      push(value.code);
      code.push(0x21, ...unsigned(local.index));
    },
    keep(value) {
      const local = builder.local(value.kind);
      builder.set(local, value);
      return local;
    },
    scope(body) {
      const first = kinds.length;
      body();
      const end = kinds.length;
      nothing ??= builder.local('v128');
      const lasting = new Set([...atStart.values(), nothing].map(({ index }) => index));
      for (let index = first; index < end; index++) {
        if (kinds[index] === 'v128' && !lasting.has(index)) builder.set({ kind: 'v128', index }, get(nothing));
      }
    },
    keepAtStart<K extends Kind>(value: Expression<K>): Local<K> {
      const key = value.code.join();
      const known = atStart.get(key);
      if (known) return known as Local<K>;
      const local = builder.local(value.kind);
      write(start, value.code);
      start.push(0x21, ...unsigned(local.index));
      atStart.set(key, local);
      return local;
    },
    store(address, value, offset = 0) {
      push(address.code);
      push(value.code);
      if (value.kind === 'v128') code.push(0xfd, 0x0b, 4, ...unsigned(offset));
      else code.push(value.kind === 'i32' ? 0x36 : 0x38, 2, ...unsigned(offset));
    },
    atomicStore(address, value, offset = 0) {
      push(address.code);
      push(value.code);
      code.push(0xfe, 0x17, 2, ...unsigned(offset));
    },
    storeLane(address, value, lane, offset = 0) {
      push(address.code);
      push(value.code);
      code.push(0xfd, 0x5a, 2, ...unsigned(offset), lane);
    },
    call(target, ...values) {
      for (const value of values) push(value.code);
      code.push(0x10, ...unsigned(target.index));
      if (target.result) code.push(0x1a);
    },
    if(condition, then, otherwise) {
      push(condition.code);
      code.push(0x04, 0x40);
      then();
      if (otherwise) {
        code.push(0x05);
        otherwise();
      }
      code.push(0x0b);
    },
    doWhile(body, again) {
      code.push(0x03, 0x40);
      body();
      push(again().code);
      code.push(0x0d, 0, 0x0b);
    },
    forRange(index, from, to, step, body) {
      builder.set(index, from);
      builder.if(i32.ltS(get(index), to), () => {
        builder.doWhile(
          () => {
            body();
            builder.advance(index, step);
          },
          () => i32.ltS(get(index), to),
        );
      });
    },
    forRangeOnce(index, from, to, step, body) {
      builder.set(index, from);
      builder.doWhile(
        () => {
          body();
          builder.advance(index, step);
        },
        () => i32.ltS(get(index), to),
      );
    },
    advance(index, amount) {
      builder.set(index, i32.add(get(index), i32.const(amount)));
    },
    return(value) {
      if (value) push(value.code);
      code.push(0x0f);
    },
    drop(value) {
      push(value.code);
      code.push(0x1a);
    },
    finish() {
      const locals = groupLocals(kinds.slice(parameterKinds.length));
      const head = [...unsigned(locals.length), ...locals.flatMap(({ count, kind }) => [...unsigned(count), kindCode[kind]])];
      code.push(0x0b);
      return head.concat(start, code);
    },
  };
  return builder;
}

/** Runs of the same kind. */
function groupLocals(kinds: readonly Kind[]): { count: number; kind: Kind }[] {
  const groups: { count: number; kind: Kind }[] = [];
  for (const kind of kinds) {
    const last = groups.at(-1);
    if (last?.kind === kind) last.count++;
    else groups.push({ count: 1, kind });
  }
  return groups;
}

export function functionType(parameters: readonly Kind[], result?: Kind): number[] {
  return [0x60, ...unsigned(parameters.length), ...parameters.map((kind) => kindCode[kind]), ...(result ? [1, kindCode[result]] : [0])];
}
