import type { Module, Parameters } from '@rekur/rnn';
import type { Tensor, Tree, ValueType } from '@rekur/tensor';
import { describe, flattenTree, formatShape, rebuildTree, ShapeError, zeros } from '@rekur/tensor';
import { compileStandalone } from '@rekur/wasm';
import type { Inputs } from './tracedTree.js';
import { inOrderOf, leavesOf, traceTree } from './tracedTree.js';
import type { Bound, ResidentTrees } from './treeSession.js';

/**
 * A function of residents and arguments, as `bind` of a tree session takes it, as one WebAssembly module that needs no compiler:
 * `loadStandalone` of `@rekur/wasm/standalone` runs it, under 2 kB of script. A whole training step can be exported so.
 *
 * @param residents what stays from run to run, with its first values
 * @param args only structure, shapes and dtypes count
 * @param extra plain JSON to find again
 * @throws what `f` throws when it is traced; DTypeError for float64, ProgramError for what does not fit into 4 GiB
 */
export function exportStep<Residents extends ResidentTrees, Arguments extends ResidentTrees>(
  residents: Residents,
  args: Arguments,
  f: (residents: Residents, args: Arguments) => Bound<Partial<Residents>, string>,
  extra?: unknown,
): Uint8Array<ArrayBuffer> {
  const kept = flattenTree(residents);
  const numbers = new Map(kept.map(({ path }, index) => [path, index]));
  const replaced: number[] = [];
  const whole = (inputs: Inputs): Inputs => {
    const bound = f(inputs['residents'] as Residents, inputs['args'] as Arguments);
    const next = Object.entries(bound.residents ?? {}).map(([name, tree]) => {
      const like = residents[name];
      for (const { path } of flattenTree({ [name]: like })) replaced.push(numbers.get(path) as number);
      return inOrderOf(name, like, tree as Tree);
    });
    return { residents: next, results: bound.results };
  };
  const { program, captured, outputNames } = traceTree(whole, { residents, args });
  const argumentNames = flattenTree(args).map(({ path }) => path);
  const all = [...kept.map(({ path, value }) => ({ name: path, value })), ...captured.map((value, index) => ({ name: `constant${index}`, value }))];
  return compileStandalone(program, {
    residents: all,
    binding: {
      inputs: program.inputs.map((_, index) => residentOf(index, kept.length, argumentNames.length)),
      outputs: program.outputs.map((_, index) => replaced[index]),
    },
    inputNames: argumentNames,
    outputNames: outputNames.slice(replaced.length).map((name) => name.slice('results.'.length)),
    extra,
  });
}

/** Inputs of the Program: residents, arguments, captured values, which are residents as well. */
function residentOf(index: number, residents: number, args: number): number | undefined {
  if (index < residents) return index;
  return index < residents + args ? undefined : index - args;
}

export interface ExportModelOptions {
  /** Whether the state stays from run to run, so that a sequence can be given piece by piece; `reset()` begins a new one. Default false. */
  readonly stream?: boolean;
  /** Plain JSON to find again, such as a tokeniser. */
  readonly extra?: unknown;
}

/**
 * A model for inputs of one shape as a standalone module with input `input` and result `output`; its weights are inside.
 *
 * @param input such as `{ shape: [1, 1], dtype: 'int32' }` for one token at a time
 * @throws ShapeError for an input that is no batch of sequences, and what the model throws for one that does not fit it
 */
export function exportModel(
  { module, parameters }: { readonly module: Module; readonly parameters: Parameters },
  input: ValueType,
  { stream = false, extra }: ExportModelOptions = {},
): Uint8Array<ArrayBuffer> {
  if (input.shape.length < 2) {
    throw new ShapeError(describe('exportModel', 'not a batch of sequences', `input is ${formatShape(input.shape)}`, '[batch, time] or [batch, time, features] is expected'));
  }
  const like: Tensor = zeros(input.shape, input.dtype);
  if (!stream) return exportStep({ parameters }, { input: like }, (kept, args) => ({ results: { output: module.apply(kept.parameters, args.input).output } }), extra);
  const state = module.initialState(input.shape[0], 'float32', parameters);
  return exportStep({ parameters, state }, { input: like }, (kept, args) => {
    const result = module.apply(kept.parameters, args.input, kept.state);
    return { residents: { state: rebuildTree(kept.state, leavesOf(inOrderOf('state', kept.state, result.state))) }, results: { output: result.output } };
  }, extra);
}
