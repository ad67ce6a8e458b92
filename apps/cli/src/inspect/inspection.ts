import type { LayerSummary } from '@rekur/rnn';
import { gradientFlow, observe, summary } from '@rekur/rnn';
import type { ModelFile, NetworkView } from '@rekur/tasks';
import type { Tensor } from '@rekur/tensor';
import { flattenTree, formatType } from '@rekur/tensor';

/** What is in a model file, as plain data. */
export interface Inspection {
  readonly type: 'inspection';
  readonly task: ModelFile['task'];
  readonly card: unknown;
  readonly layers: readonly LayerSummary[];
  readonly tensors: readonly TensorFigures[];
  /** What the network does with an input; null where there is no network. */
  readonly run: RunFigures | null;
}

/** A tensor of a model in numbers. */
export interface TensorFigures {
  readonly name: string;
  readonly type: string;
  readonly elements: number;
  readonly bytes: number;
  readonly mean: number;
  readonly deviation: number;
  readonly least: number;
  readonly greatest: number;
}

/** What happens at every step of an input. */
export interface RunFigures {
  readonly steps: readonly string[];
  /** Mean over the units of every gate and state, by names such as `0.l0.gates.forget`: [time] each. */
  readonly means: Readonly<Record<string, readonly number[]>>;
  /** ‖∂L/∂s_t‖ of every state, by names such as `0.l0.h`: [time] each. */
  readonly gradients: Readonly<Record<string, readonly number[]>>;
  /** What L is. */
  readonly loss: string;
}

/** Looks at a model file: its tensors, its network, and what that does with an input. */
export function inspectModel(file: ModelFile, view: NetworkView | undefined): Inspection {
  return {
    type: 'inspection',
    task: file.task,
    card: file.description['card'],
    layers: view ? summary(view.module, { input: view.input }).layers : [],
    tensors: flattenTree(file.parameters).map(({ path, value }) => tensorFigures(path, value)),
    run: view ? runFigures(view) : null,
  };
}

function tensorFigures(name: string, { shape, dtype, data }: Tensor): TensorFigures {
  let [sum, squares, least, greatest] = [0, 0, Infinity, -Infinity];
  for (const value of data) {
    sum += value;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  const mean = sum / data.length;
  for (const value of data) squares += (value - mean) * (value - mean);
  return { name, type: formatType({ shape, dtype }), elements: data.length, bytes: data.byteLength, mean, deviation: Math.sqrt(squares / data.length), least, greatest };
}

function runFigures({ module, parameters, input, steps, loss, lossName }: NetworkView): RunFigures {
  const observed = observe(module, parameters, input).steps;
  const flow = gradientFlow(module, parameters, input, loss);
  return {
    steps,
    means: Object.fromEntries(Object.entries(observed).map(([name, values]) => [name, meansOverUnits(values)])),
    gradients: Object.fromEntries(Object.entries(flow).map(([name, { steps: norms }]) => [name, Array.from(norms.data)])),
    loss: lossName,
  };
}

/** [1, time, width] → [time] */
function meansOverUnits({ shape, data }: Tensor): number[] {
  const [, time, width] = shape;
  return Array.from({ length: time }, (_, step) => {
    let sum = 0;
    for (let unit = 0; unit < width; unit++) sum += data[step * width + unit];
    return sum / width;
  });
}
