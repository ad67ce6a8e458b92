import type { Binding, Program, ValueType } from '@rekur/tensor';
import { formatType, printProgram } from '@rekur/tensor';
import type { Compiled } from './compile.js';

/** A Program's code, and the module that the runtime made of it. */
export interface CompiledModule {
  readonly compiled: Compiled;
  readonly module: WebAssembly.Module;
}

/** The last Programs that an engine compiled: a forecast trains the same network twenty times. */
export interface CompileCache {
  /** The code for a Program over such residents, made by `make` if it is not there. */
  get(program: Program, binding: Binding, residents: readonly ValueType[], make: () => Compiled): CompiledModule;
}

/** Modules are some ten kilobytes each, and hold no memory of their own. */
const MOST_ENTRIES = 32;

export function createCompileCache(): CompileCache {
  const entries = new Map<string, CompiledModule>();
  return {
    get(program, binding, residents, make) {
      // The printed form is canonical: the same text is the same Program.
      const key = [printProgram(program), bound(binding.inputs), bound(binding.outputs), residents.map(formatType).join()].join('\n');
      const known = entries.get(key);
      // Told anew, so that what was used last goes last.
      if (known) entries.delete(key);
      const entry = known ?? moduleOf(make());
      entries.set(key, entry);
      if (entries.size > MOST_ENTRIES) entries.delete(entries.keys().next().value as string);
      return entry;
    },
  };
}

function moduleOf(compiled: Compiled): CompiledModule {
  return { compiled, module: new WebAssembly.Module(compiled.bytes) };
}

function bound(residents: readonly (number | undefined)[]): string {
  return residents.map((resident) => resident ?? '-').join();
}
