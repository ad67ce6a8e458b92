import { gradientFlow, type Parameters } from '@rekur/rnn';
import { cast, flattenTree, mapTree, randomKey, type Tensor } from '@rekur/tensor';
import { adam, type Batch, binaryCrossEntropyWithLogits, createTreeSession, engineFor, fit } from '@rekur/train';
import type { PartContext } from '../experiment.js';
import type { DecayCell } from './cells.js';
import { signReader } from './cells.js';
import { fittedRate } from './fittedRate.js';
import { flowByJacobians, type PlainFlow, type PlainLayer, type PlainReadout } from './jacobians.js';
import { signBatch } from './signTask.js';

/** The gradient that flows back through a cell, at one moment of its training. */
export interface CellFlow {
  /** ‖∂L/∂h_t‖ for t = 1 … steps, by automatic differentiation in float64. */
  readonly h: readonly number[];
  /** ‖∂L/∂c_t‖ of an LSTM. */
  readonly c?: readonly number[];
  /**
   * By what factor ‖∂L/∂h_t‖ shrinks a step backwards, fitted without the last fifth of the steps, so that it is the cell that is measured and not
   * the loss.
   */
  readonly fittedRate: number;
  /** The largest relative difference of any of these norms from the product of the Jacobians by hand. */
  readonly differenceFromJacobians: number;
}

export interface CellDecay {
  readonly cell: DecayCell;
  readonly seed: number;
  readonly untrained: CellFlow;
  readonly trained: CellFlow;
  /** Share of new sequences whose first sign the trained network tells. */
  readonly accuracy: number;
}

export interface CellDecayOptions {
  readonly hidden: number;
  readonly steps: number;
  readonly trainingSteps: number;
}

const BATCH = 32;
/** Sequences that the gradient is measured with. */
const MEASURED = 4;
const TESTED = 500;
const LEARNING_RATE = 0.005;

/** Measures the flow of gradients through a cell, trains it to tell the first sign, and measures again. */
export async function measureCell(cell: DecayCell, seed: number, { hidden, steps, trainingSteps }: CellDecayOptions, { onProgress, signal }: PartContext): Promise<CellDecay> {
  const model = signReader(cell, hidden);
  const untrained = model.initialize(randomKey(seed));
  const probe = signBatch(MEASURED, steps, seed, -1 >>> 0);
  const batches = { length: trainingSteps, epoch: () => Array.from({ length: trainingSteps }, (_, index) => signBatch(BATCH, steps, seed, index)) };
  let trained: Parameters = untrained;
  const events = fit(model, batches, { loss: binaryCrossEntropyWithLogits, optimizer: adam({ learningRate: LEARNING_RATE }), clipNorm: 1, seed, signal });
  for await (const event of events) {
    if (event.type === 'step') onProgress(event.step / event.totalSteps, `loss ${event.loss.toFixed(3)}`);
    if (event.type === 'end') trained = event.parameters;
  }
  signal?.throwIfAborted();
  return {
    cell,
    seed,
    untrained: flowOf(cell, hidden, untrained, probe),
    trained: flowOf(cell, hidden, trained, probe),
    accuracy: accuracyOf(cell, hidden, trained, signBatch(TESTED, steps, seed, -2 >>> 0)),
  };
}

/** The flow for a batch, measured and by hand. float32 ends at 1e-45, which vanishing gradients reach: everything is cast to float64. */
export function flowOf(cell: DecayCell, hidden: number, parameters: Parameters, { inputs, targets }: Batch): CellFlow {
  const double = (x: Tensor): Tensor => cast(x, 'float64');
  const exact = mapTree<Parameters>(parameters, double);
  const flows = gradientFlow(signReader(cell, hidden), exact, double(inputs), (logits) => binaryCrossEntropyWithLogits(logits, double(targets)));
  const measured: PlainFlow = { h: Array.from(flows['0.l0.h'].steps.data), ...(flows['0.l0.c'] && { c: Array.from(flows['0.l0.c'].steps.data) }) };

  const { layer, readout } = plainNetwork(cell, hidden, exact);
  const byHand = flowByJacobians(layer, readout, rowsOf(inputs), Array.from(targets.data));
  const pairs = (['h', 'c'] as const).flatMap((part) => (measured[part] ?? []).map((value, t) => [value, byHand[part]?.[t] ?? NaN]));
  const differences = pairs.map(([a, b]) => (a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b))));

  const backwards = fittedRate(measured.h, 0, Math.ceil(measured.h.length * 0.8)) ?? NaN;
  return { ...measured, fittedRate: 1 / backwards, differenceFromJacobians: Math.max(...differences) };
}

function accuracyOf(cell: DecayCell, hidden: number, parameters: Parameters, { inputs, targets }: Batch): number {
  const session = createTreeSession(engineFor(), { parameters });
  const read = session.bind(['parameters'], (residents, args: { inputs: Tensor }) => ({ results: { logits: signReader(cell, hidden).apply(residents.parameters, args.inputs).output } }));
  const logits = read({ inputs }).logits.data;
  return Array.from(targets.data).filter((target, row) => logits[row] > 0 === target > 0).length / targets.size;
}

/** The parameters of a network as plain numbers. */
function plainNetwork(cell: DecayCell, hidden: number, parameters: Parameters): { readonly layer: PlainLayer; readonly readout: PlainReadout } {
  const values = new Map(flattenTree(parameters).map(({ path, value }) => [path, value]));
  const vector = (path: string): Float64Array => Float64Array.from(values.get(path)?.data ?? []);
  const matrix = (path: string): Float64Array[] => rowsOf(values.get(path) as Tensor).map((row) => Float64Array.from(row));
  return {
    layer: {
      kind: cell === 'rnn' || cell === 'gru' ? cell : 'lstm',
      hidden,
      inputWeights: matrix('0.weight_ih_l0'),
      hiddenWeights: matrix('0.weight_hh_l0'),
      inputBias: vector('0.bias_ih_l0'),
      hiddenBias: vector('0.bias_hh_l0'),
    },
    readout: { weights: vector('2.weight'), bias: vector('2.bias')[0] },
  };
}

function rowsOf({ data, shape: [rows] }: Tensor): number[][] {
  const width = data.length / rows;
  return Array.from({ length: rows }, (_, row) => Array.from(data.subarray(row * width, (row + 1) * width)));
}
