import { section, text, unsigned, vector } from './bytes.js';
import type { Kind } from './expression.js';
import type { FunctionBuilder, FunctionHandle } from './functionBuilder.js';
import { createFunction, functionType } from './functionBuilder.js';

export interface ModuleOptions {
  /** Pages of 64 KiB that the imported memory `env.memory` has at least. */
  readonly pages: number;
  /** Set for a memory that several threads share: the pages it has at most. */
  readonly sharedPages?: number;
  /** Custom sections: V8 caches compiled modules by their bytes, so what must be compiled apart must differ in them. */
  readonly marks?: Readonly<Record<string, string>>;
}

/** Collects functions and gives the module's bytes. Functions are numbered in the order of definition. */
export interface ModuleBuilder {
  /** Defines a function; `write` writes its body at once. A key given twice gives the function that is there already. */
  define(name: string, parameters: readonly Kind[], write: (code: FunctionBuilder) => void, options?: { result?: Kind }): FunctionHandle;
  /** The function defined under this name, if there is one. */
  find(name: string): FunctionHandle | undefined;
  export(target: FunctionHandle, name: string): void;
  finish(): Uint8Array<ArrayBuffer>;
}

export function createModule({ pages, sharedPages, marks = {} }: ModuleOptions): ModuleBuilder {
  const handles = new Map<string, FunctionHandle>();
  const bodies: number[][] = [];
  const exported: { name: string; index: number }[] = [];
  const types = new Map<string, { bytes: number[]; index: number }>();
  const typeIndices: number[] = [];

  const typeIndex = (parameters: readonly Kind[], result?: Kind): number => {
    const key = `${parameters.join()}>${result ?? ''}`;
    const known = types.get(key);
    if (known) return known.index;
    const index = types.size;
    types.set(key, { bytes: functionType(parameters, result), index });
    return index;
  };

  return {
    define(name, parameters, write, { result } = {}) {
      const known = handles.get(name);
      if (known) return known;
      const code = createFunction(parameters);
      // Functions that `write` itself defines come first.
      write(code);
      const handle: FunctionHandle = { index: bodies.length, name, parameters, ...(result && { result }) };
      bodies.push(code.finish());
      typeIndices.push(typeIndex(parameters, result));
      handles.set(name, handle);
      return handle;
    },
    find: (name) => handles.get(name),
    export(target, name) {
      exported.push({ name, index: target.index });
    },
    finish() {
      const memory = sharedPages === undefined ? [0x00, ...unsigned(pages)] : [0x03, ...unsigned(pages), ...unsigned(sharedPages)];
      return join([
        [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
        section(1, vector(Array.from(types.values(), ({ bytes }) => bytes))),
        section(2, vector([[...text('env'), ...text('memory'), 0x02, ...memory]])),
        section(3, vector(typeIndices.map(unsigned))),
        section(7, vector(exported.map(({ name, index }) => [...text(name), 0x00, ...unsigned(index)]))),
        ...codeSection(bodies),
        ...Object.entries(marks).map(([name, value]) => section(0, [...text(name), ...new TextEncoder().encode(value)])),
        nameSection(Array.from(handles.values())),
      ]);
    },
  };
}

/** The functions' bodies, which are most of a module: as they are, without copies of copies. */
function codeSection(bodies: readonly (readonly number[])[]): (readonly number[])[] {
  const parts = [unsigned(bodies.length), ...bodies.flatMap((body) => [unsigned(body.length), body])];
  return [[10], unsigned(parts.reduce((sum, part) => sum + part.length, 0)), ...parts];
}

function join(parts: readonly (readonly number[])[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Names of functions, for profiles and stack traces. */
function nameSection(handles: readonly FunctionHandle[]): number[] {
  const inOrder = [...handles].sort((a, b) => a.index - b.index);
  const names = vector(inOrder.map(({ index, name }) => [...unsigned(index), ...text(name)]));
  return section(0, [...text('name'), 1, ...unsigned(names.length), ...names]);
}
