// A Program on the compiler's engine against the interpreter: the same bits, or the same refusal.
import type { Binding, Engine, PreparedProgram, Program, Tensor, ValueType } from '@rekur/tensor';
import { sameShape } from '@rekur/tensor';

/** Values, or the message of what was thrown. */
type Outcome = readonly Tensor[] | string;

export interface Difference {
  readonly where: string;
  readonly expected: string;
  readonly actual: string;
}

/** Threads may disagree at times only. */
const RUNS = 3;

/** Runs a Program as it is. */
export function compare(program: Program, values: readonly Tensor[], [expecting, tested]: readonly [Engine, Engine]): Difference | undefined {
  const expected = outcome(() => expecting.prepare(program)(values));
  const prepared = preparing(() => tested.prepare(program));
  for (let run = 1; run <= RUNS; run++) {
    const difference = differenceOf(expected, outcome(() => prepared()(values)), `run ${run}`);
    if (difference) return difference;
  }
  return undefined;
}

/** Runs a Program several times with some inputs and outputs in a session's memory; `seed` says which. */
export function compareInSession(program: Program, values: readonly Tensor[], seed: number, [expecting, tested]: readonly [Engine, Engine]): Difference | undefined {
  const { residents, binding, first } = bind(program, values, seed);
  const free = values.filter((_, index) => binding.inputs[index] === undefined);
  const sessions = [expecting, tested].map((engine) => {
    try {
      const session = engine.createSession(residents);
      first.forEach((value, index) => session.write(index, value));
      const prepared = preparing(() => session.prepare(program, binding));
      return () => outcome(() => [...prepared()(free), ...residents.map((_, index) => session.read(index))]);
    } catch (error) {
      return () => (error as Error).message;
    }
  });
  for (let run = 1; run <= RUNS; run++) {
    const [expected, actual] = sessions.map((session) => session());
    const difference = differenceOf(expected, actual, `run ${run} of a session, inputs ${binding.inputs.map(String).join()}, outputs ${binding.outputs.map(String).join()}, results and then residents`);
    if (difference) return difference;
  }
  return undefined;
}

/** Every other input is a resident, and every other output replaces one of its type, if that is free. */
function bind({ inputs, outputs }: Program, values: readonly Tensor[], seed: number): { residents: ValueType[]; binding: Binding; first: Tensor[] } {
  const isChosen = (index: number): boolean => ((seed >>> index % 14) & 1) === 1;
  const first = values.filter((_, index) => isChosen(index));
  const residents = first.map(({ shape, dtype }) => ({ shape, dtype }));
  let next = 0;
  const inputNumbers = inputs.map((_, index) => (isChosen(index) ? next++ : undefined));
  const free = new Set(residents.keys());
  const outputNumbers = outputs.map(({ type }, index) => {
    const fitting = [...free].find((number) => residents[number].dtype === type.dtype && sameShape(residents[number].shape, type.shape));
    if (fitting === undefined || isChosen(index + 1)) return undefined;
    free.delete(fitting);
    return fitting;
  });
  return { residents, first, binding: { inputs: inputNumbers, outputs: outputNumbers } };
}

/** Prepares once; what that throws, every run throws. */
function preparing(prepare: () => PreparedProgram): () => PreparedProgram {
  try {
    const prepared = prepare();
    return () => prepared;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function outcome(run: () => readonly Tensor[]): Outcome {
  try {
    return run();
  } catch (error) {
    return (error as Error).message;
  }
}

function differenceOf(expected: Outcome, actual: Outcome, when: string): Difference | undefined {
  if (typeof expected === 'string' || typeof actual === 'string') {
    return expected === actual ? undefined : { where: when, expected: shown(expected), actual: shown(actual) };
  }
  const index = expected.findIndex((value, position) => !sameBits(value, actual[position]));
  if (index < 0) return undefined;
  const element = expected[index].data.findIndex((value, position) => !Object.is(value, actual[index].data[position]));
  return { where: `${when}, value ${index}, element ${element}`, expected: shown([expected[index]]), actual: shown([actual[index]]) };
}

/** All NaNs are one. */
function sameBits(one: Tensor, other: Tensor): boolean {
  return one.dtype === other.dtype && sameShape(one.shape, other.shape) && one.data.every((value, index) => Object.is(value, other.data[index]));
}

const MOST_SHOWN = 64;

function shown(what: Outcome): string {
  if (typeof what === 'string') return what;
  return what
    .map(({ dtype, shape, data }) => {
      const elements = Array.from(data.slice(0, MOST_SHOWN), (value) => (Object.is(value, -0) ? '-0' : String(value)));
      return `${dtype}[${shape.join()}] ${elements.join(' ')}${data.length > MOST_SHOWN ? ' …' : ''}`;
    })
    .join('\n');
}
