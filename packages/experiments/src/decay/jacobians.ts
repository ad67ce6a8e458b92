// The chain rule over time written out by hand, in float64 and plain loops: no tensors, no automatic differentiation. What the package's gradients
// are compared with.

type Vector = Float64Array;
/** Rows of a matrix. */
type Matrix = readonly Vector[];

/** Weights of one layer, in the order of its gates, each gate's rows below the other's as in PyTorch. */
export interface PlainLayer {
  readonly kind: 'rnn' | 'gru' | 'lstm';
  readonly hidden: number;
  readonly inputWeights: Matrix;
  readonly hiddenWeights: Matrix;
  readonly inputBias: Vector;
  readonly hiddenBias: Vector;
}

export interface PlainReadout {
  readonly weights: Vector;
  readonly bias: number;
}

/** ‖∂L/∂h_t‖, and ‖∂L/∂c_t‖ where there is a cell state, for t = 1 … steps. */
export interface PlainFlow {
  readonly h: readonly number[];
  readonly c?: readonly number[];
}

interface Step {
  /** h, or h and c one behind the other. */
  readonly state: Vector;
  /** ∂state/∂(state before). */
  readonly jacobian: Matrix;
}

/**
 * How much the mean binary cross-entropy of the logits after the last step depends on each state: for each sequence the gradient of the last state is
 * multiplied with one step's Jacobian after the other, back to the first. Norms are over all sequences together.
 */
export function flowByJacobians(layer: PlainLayer, readout: PlainReadout, sequences: readonly (readonly number[])[], targets: readonly number[]): PlainFlow {
  const { hidden } = layer;
  const hasCell = layer.kind === 'lstm';
  const steps = sequences[0].length;
  const squares = { h: new Float64Array(steps), c: new Float64Array(steps) };
  sequences.forEach((sequence, row) => {
    const run: Step[] = [];
    let state: Vector = new Float64Array(hasCell ? 2 * hidden : hidden);
    for (const x of sequence) {
      const step = stepOf(layer, x, state);
      run.push(step);
      state = step.state;
    }
    const logit = dot(readout.weights, state.subarray(0, hidden)) + readout.bias;
    const error = (logistic(logit) - targets[row]) / sequences.length;
    let gradient = new Float64Array(state.length);
    for (let unit = 0; unit < hidden; unit++) gradient[unit] = error * readout.weights[unit];
    for (let t = steps - 1; t >= 0; t--) {
      squares.h[t] += sumOfSquares(gradient.subarray(0, hidden));
      squares.c[t] += sumOfSquares(gradient.subarray(hidden));
      gradient = rowTimesMatrix(gradient, run[t].jacobian);
    }
  });
  const roots = (values: Vector): number[] => Array.from(values, Math.sqrt);
  return hasCell ? { h: roots(squares.h), c: roots(squares.c) } : { h: roots(squares.h) };
}

function stepOf(layer: PlainLayer, x: number, state: Vector): Step {
  if (layer.kind === 'rnn') return elmanStep(layer, x, state);
  return layer.kind === 'gru' ? gruStep(layer, x, state) : lstmStep(layer, x, state);
}

/** h'_i = tanh(a_i): ∂h'_i/∂h_j = (1 − h'_i²)·W_ij */
function elmanStep({ hidden, hiddenWeights, ...layer }: PlainLayer, x: number, h: Vector): Step {
  const state = new Float64Array(hidden);
  const jacobian: Vector[] = [];
  for (let i = 0; i < hidden; i++) {
    state[i] = Math.tanh(layer.inputWeights[i][0] * x + layer.inputBias[i] + dot(hiddenWeights[i], h) + layer.hiddenBias[i]);
    jacobian.push(hiddenWeights[i].map((weight) => (1 - state[i] ** 2) * weight));
  }
  return { state, jacobian };
}

/** h' = (1 − z)·n + z·h with n = tanh(… + r·q) and q = W_n·h + b: by the product rule, unit by unit. */
function gruStep({ hidden, hiddenWeights, ...layer }: PlainLayer, x: number, h: Vector): Step {
  const fromInput = (row: number): number => layer.inputWeights[row][0] * x + layer.inputBias[row];
  const fromHidden = (row: number): number => dot(hiddenWeights[row], h) + layer.hiddenBias[row];
  const state = new Float64Array(hidden);
  const jacobian: Vector[] = [];
  for (let i = 0; i < hidden; i++) {
    const [resetRow, updateRow, newRow] = [i, hidden + i, 2 * hidden + i];
    const r = logistic(fromInput(resetRow) + fromHidden(resetRow));
    const z = logistic(fromInput(updateRow) + fromHidden(updateRow));
    const q = fromHidden(newRow);
    const n = Math.tanh(fromInput(newRow) + r * q);
    state[i] = (1 - z) * n + z * h[i];
    const row = new Float64Array(hidden);
    for (let j = 0; j < hidden; j++) {
      const dReset = r * (1 - r) * hiddenWeights[resetRow][j];
      const dUpdate = z * (1 - z) * hiddenWeights[updateRow][j];
      const dNew = (1 - n * n) * (r * hiddenWeights[newRow][j] + q * dReset);
      row[j] = (h[i] - n) * dUpdate + (1 - z) * dNew + (i === j ? z : 0);
    }
    jacobian.push(row);
  }
  return { state, jacobian };
}

/** c' = f·c + i·g and h' = o·tanh(c'): the state is (h, c), its Jacobian of four blocks. */
function lstmStep({ hidden, hiddenWeights, ...layer }: PlainLayer, x: number, state: Vector): Step {
  const h = state.subarray(0, hidden);
  const sum = (row: number): number => layer.inputWeights[row][0] * x + layer.inputBias[row] + dot(hiddenWeights[row], h) + layer.hiddenBias[row];
  const next = new Float64Array(2 * hidden);
  const jacobian: Vector[] = Array.from({ length: 2 * hidden }, () => new Float64Array(2 * hidden));
  for (let k = 0; k < hidden; k++) {
    const rows = [k, hidden + k, 2 * hidden + k, 3 * hidden + k];
    const [input, forget, output] = [logistic(sum(rows[0])), logistic(sum(rows[1])), logistic(sum(rows[3]))];
    const candidate = Math.tanh(sum(rows[2]));
    const before = state[hidden + k];
    const cell = forget * before + input * candidate;
    const bent = Math.tanh(cell);
    next[hidden + k] = cell;
    next[k] = output * bent;
    for (let j = 0; j < hidden; j++) {
      const dInput = input * (1 - input) * hiddenWeights[rows[0]][j];
      const dForget = forget * (1 - forget) * hiddenWeights[rows[1]][j];
      const dCandidate = (1 - candidate ** 2) * hiddenWeights[rows[2]][j];
      const dOutput = output * (1 - output) * hiddenWeights[rows[3]][j];
      const dCell = before * dForget + candidate * dInput + input * dCandidate;
      jacobian[hidden + k][j] = dCell;
      jacobian[k][j] = bent * dOutput + output * (1 - bent ** 2) * dCell;
    }
    jacobian[hidden + k][hidden + k] = forget;
    jacobian[k][hidden + k] = output * (1 - bent ** 2) * forget;
  }
  return { state: next, jacobian };
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function sumOfSquares(vector: Vector): number {
  return dot(vector, vector);
}

function rowTimesMatrix(row: Vector, matrix: Matrix): Float64Array<ArrayBuffer> {
  const result = new Float64Array(matrix[0].length);
  matrix.forEach((values, i) => {
    for (let j = 0; j < values.length; j++) result[j] += row[i] * values[j];
  });
  return result;
}
