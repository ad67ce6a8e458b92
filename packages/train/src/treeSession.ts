import type { Engine, PreparedProgram, Program, Session, Tensor, Tree, ValueType } from '@rekur/tensor';
import { describe, flattenTree, formatType, isProgram, mapTree, rebuildTree, tensor, ValueError } from '@rekur/tensor';
import type { Inputs } from './tracedTree.js';
import { inOrderOf, leavesOf, traceTree } from './tracedTree.js';

/** Residents by name, each a tree of tensors. */
export type ResidentTrees = { readonly [name: string]: Tree };

/** What a function over residents gives. */
export interface Bound<Replaced, Result extends string> {
  /** What replaces residents when the run ends, by their names. */
  readonly residents?: Replaced;
  readonly results: Readonly<Record<Result, Tensor>>;
}

/** Of a Program that has been made ready. */
export interface Preparation {
  /** Types of the arguments, by dotted path. */
  readonly arguments: readonly { readonly path: string; readonly type: ValueType }[];
  /** Those of loops and calls included. */
  readonly equations: number;
  /** Tracing and compiling. */
  readonly elapsedMs: number;
}

/** `compiled a training step for inputs float32[32, 100, 8], …: 312 equations, 41 ms` */
export function preparationText(what: string, { arguments: types, equations, elapsedMs }: Preparation): string {
  const shown = types.map(({ path, type }) => `${path} ${formatType(type)}`).join(', ');
  return `compiled ${what}${shown ? ` for ${shown}` : ''}: ${equations} equations, ${Math.round(elapsedMs)} ms`;
}

/** Trees of tensors that stay in an engine's memory from run to run, and functions over them. */
export interface TreeSession<Residents extends ResidentTrees> {
  /** Copies a tree out. @throws ValueError for an unknown name */
  read<Name extends keyof Residents & string>(name: Name): Residents[Name];
  /** @throws ValueError for an unknown name or a tree of another structure, ShapeError for a leaf of another type */
  write<Name extends keyof Residents & string>(name: Name, tree: Residents[Name]): void;
  /**
   * A function of residents and arguments as Programs: traced and prepared at the first call with arguments of these types, then run.
   * @param reads the residents that `f` is given; what it returns as `residents` replaces some of them
   * @throws when it is called, what `f` throws; ValueError or ProgramError for a tree that does not fit what it replaces
   */
  bind<Name extends keyof Residents & string, Arguments extends Inputs, Result extends string>(
    reads: readonly Name[],
    f: (residents: Pick<Residents, Name>, args: Arguments) => Bound<Partial<Pick<Residents, Name>>, Result>,
    onPrepared?: (preparation: Preparation) => void,
  ): (args: Arguments) => Readonly<Record<Result, Tensor>>;
}

/** Where a tree is: its structure here, with scalars for leaves, its elements in the session. */
interface Place {
  readonly like: Tree;
  readonly numbers: readonly number[];
  readonly types: readonly ValueType[];
}

/** Makes a session that holds these trees. */
export function createTreeSession<Residents extends ResidentTrees>(engine: Engine, trees: Residents): TreeSession<Residents> {
  const places = placesOf(trees);
  const session = engine.createSession([...places.values()].flatMap(({ types }) => types));
  const placeOf = (name: string): Place => places.get(name) ?? unknown(name, [...places.keys()]);
  const write = (name: string, tree: Tree): void => {
    const { like, numbers } = placeOf(name);
    leavesOf(inOrderOf(name, like, tree)).forEach((leaf, index) => session.write(numbers[index], leaf));
  };
  for (const [name, tree] of Object.entries(trees)) write(name, tree);
  return {
    read(name) {
      const { like, numbers } = placeOf(name);
      return rebuildTree(like, numbers.map((number) => session.read(number))) as Residents[typeof name];
    },
    write,
    bind(reads, f, onPrepared) {
      const chosen = new Map(reads.map((name) => [name as string, placeOf(name)]));
      return cached(session, chosen, f as unknown as Traceable, onPrepared) as never;
    },
  };
}

function placesOf(trees: ResidentTrees): Map<string, Place> {
  let next = 0;
  return new Map(
    Object.entries(trees).map(([name, tree]) => {
      const leaves = leavesOf(tree);
      const numbers = leaves.map(() => next++);
      return [name, { like: mapTree(tree, () => tensor(0)), numbers, types: leaves.map(({ shape, dtype }) => ({ shape, dtype })) }];
    }),
  );
}

type Traceable = (residents: Inputs, args: Inputs) => Bound<Inputs, string>;

/** One prepared Program per set of argument types: the first call with them traces, later ones run. */
function cached(session: Session, chosen: ReadonlyMap<string, Place>, f: Traceable, onPrepared?: (preparation: Preparation) => void) {
  const prepared = new Map<string, (args: readonly Tensor[]) => Record<string, Tensor>>();
  return (args: Inputs): Record<string, Tensor> => {
    const leaves = flattenTree(args);
    const key = leaves.map(({ path, value }) => `${path}:${formatType(value)}`).join(' ');
    let run = prepared.get(key);
    if (!run) {
      const startedMs = performance.now();
      const made = prepare(session, chosen, f, args);
      prepared.set(key, (run = made.run));
      const types = leaves.map(({ path, value: { shape, dtype } }) => ({ path, type: { shape, dtype } }));
      onPrepared?.({ arguments: types, equations: countEquations(made.program), elapsedMs: performance.now() - startedMs });
    }
    return run(leaves.map(({ value }) => value));
  };
}

function prepare(session: Session, chosen: ReadonlyMap<string, Place>, f: Traceable, args: Inputs) {
  const places = [...chosen.values()];
  const residents = Object.fromEntries([...chosen].map(([name, { like }]) => [name, like]));
  const replaced: number[] = [];
  const whole = (inputs: Inputs): Inputs => {
    const bound = f(inputs['residents'] as Inputs, inputs['args'] as Inputs);
    const ordered = Object.entries(bound.residents ?? {}).map(([name, tree]) => {
      const place = chosen.get(name) ?? unknown(name, [...chosen.keys()]);
      replaced.push(...place.numbers);
      return inOrderOf(name, place.like, tree);
    });
    return { residents: ordered, results: bound.results };
  };
  const types = [...places.flatMap((place) => place.types), ...leavesOf(args)];
  const { program, captured, outputNames } = traceTree(whole, { residents, args }, types);
  const names = outputNames.slice(replaced.length).map((name) => name.slice('results.'.length));
  const run = session.prepare(program, {
    inputs: withFree(places.flatMap(({ numbers }) => numbers), program.inputs.length),
    outputs: withFree(replaced, program.outputs.length),
  });
  return { program, run: named(run, captured, names) };
}

function named(run: PreparedProgram, captured: readonly Tensor[], names: readonly string[]) {
  return (args: readonly Tensor[]): Record<string, Tensor> => {
    const results = run([...args, ...captured]);
    return Object.fromEntries(names.map((name, index) => [name, results[index]]));
  };
}

/** The residents of the first inputs or outputs; the others have none. */
function withFree(numbers: readonly number[], length: number): (number | undefined)[] {
  return Array.from({ length }, (_, index) => numbers[index]);
}

function countEquations({ equations }: Program): number {
  return equations.reduce(
    (sum, { params }) => sum + Object.values(params).filter(isProgram).reduce((inner, body) => inner + countEquations(body), 1),
    0,
  );
}

function unknown(name: string, known: readonly string[]): never {
  throw new ValueError(describe('session', 'unknown residents', `'${name}'`, `one of ${known.join(', ')} is expected`));
}
