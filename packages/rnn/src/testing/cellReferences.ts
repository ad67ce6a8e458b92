/**
 * Every cell's step once more, from its paper's equations, one row of a batch at a time, in plain numbers and loops: what
 * the tests compare with. Nothing here uses a tensor operation.
 */

/** Rows of numbers by name; a vector is a column: one number per row. Absent parameters count as 0. */
export type PlainParameters = Readonly<Record<string, readonly (readonly number[])[] | undefined>>;
export type PlainState = Readonly<Record<string, readonly number[]>>;
export type PlainStep = (parameters: PlainParameters, x: readonly number[], state: PlainState) => PlainState;

const sigma = (a: number): number => 1 / (1 + Math.exp(-a));
const units = (count: number): number[] => Array.from({ length: count }, (_, unit) => unit);

/** One row of a matrix times a vector; one number of a column. */
function dot(parameters: PlainParameters, name: string, row: number, v: readonly number[]): number {
  let total = 0;
  v.forEach((value, k) => (total += (parameters[name]?.[row][k] ?? NaN) * value));
  return total;
}
const entry = (parameters: PlainParameters, name: string, row: number): number => parameters[name]?.[row][0] ?? 0;

/** W_ih·x + b_ih + W_hh·h + b_hh in one row. */
function net(p: PlainParameters, row: number, x: readonly number[], h: readonly number[]): number {
  return dot(p, 'weight_ih', row, x) + entry(p, 'bias_ih', row) + dot(p, 'weight_hh', row, h) + entry(p, 'bias_hh', row);
}

const elman =
  (activation: (a: number) => number): PlainStep =>
  (p, x, { h }) => ({ h: h.map((_, unit) => activation(net(p, unit, x, h))) });

const gru: PlainStep = (p, x, { h }) => {
  const n = h.length;
  return {
    h: h.map((before, unit) => {
      const r = sigma(net(p, unit, x, h));
      const z = sigma(net(p, n + unit, x, h));
      const fromState = dot(p, 'weight_hh', 2 * n + unit, h) + entry(p, 'bias_hh', 2 * n + unit);
      const candidate = Math.tanh(dot(p, 'weight_ih', 2 * n + unit, x) + entry(p, 'bias_ih', 2 * n + unit) + r * fromState);
      return (1 - z) * candidate + z * before;
    }),
  };
};

const gruResetBefore: PlainStep = (p, x, { h }) => {
  const n = h.length;
  const kept = h.map((before, unit) => sigma(net(p, unit, x, h)) * before);
  return {
    h: h.map((before, unit) => {
      const z = sigma(net(p, n + unit, x, h));
      return z * before + (1 - z) * Math.tanh(net(p, 2 * n + unit, x, kept));
    }),
  };
};

const lstm: PlainStep = (p, x, { h, c }) => {
  const n = c.length;
  const next = c.map((before, unit) => sigma(net(p, n + unit, x, h)) * before + sigma(net(p, unit, x, h)) * Math.tanh(net(p, 2 * n + unit, x, h)));
  return { h: next.map((after, unit) => sigma(net(p, 3 * n + unit, x, h)) * Math.tanh(after)), c: next };
};

const lstmProjection: PlainStep = (p, x, state) => {
  const { h, c } = lstm(p, x, state);
  return { h: units(state.h.length).map((row) => dot(p, 'weight_hr', row, h)), c };
};

const lstmPeephole: PlainStep = (p, x, { h, c }) => {
  const n = c.length;
  const peephole = (gate: number, unit: number): number => entry(p, 'weight_peephole', gate * n + unit);
  const next = c.map((before, unit) => {
    const i = sigma(net(p, unit, x, h) + peephole(0, unit) * before);
    const f = sigma(net(p, n + unit, x, h) + peephole(1, unit) * before);
    return f * before + i * Math.tanh(net(p, 2 * n + unit, x, h));
  });
  return { h: next.map((after, unit) => sigma(net(p, 3 * n + unit, x, h) + peephole(2, unit) * after) * Math.tanh(after)), c: next };
};

const lstmCoupled: PlainStep = (p, x, { h, c }) => {
  const n = c.length;
  const next = c.map((before, unit) => {
    const f = sigma(net(p, unit, x, h));
    return f * before + (1 - f) * Math.tanh(net(p, n + unit, x, h));
  });
  return { h: next.map((after, unit) => sigma(net(p, 2 * n + unit, x, h)) * Math.tanh(after)), c: next };
};

function layerNorm(v: readonly number[], p: PlainParameters, suffix: string): number[] {
  let mean = 0;
  let variance = 0;
  for (const value of v) mean += value / v.length;
  for (const value of v) variance += (value - mean) ** 2 / v.length;
  return v.map((value, k) => (entry(p, `gain_${suffix}`, k) * (value - mean)) / Math.sqrt(variance + 1e-5) + entry(p, `bias_${suffix}`, k));
}

const lstmLayerNorm: PlainStep = (p, x, { h, c }) => {
  const n = c.length;
  const fromInput = layerNorm(units(4 * n).map((row) => dot(p, 'weight_ih', row, x)), p, 'ih');
  const fromState = layerNorm(units(4 * n).map((row) => dot(p, 'weight_hh', row, h)), p, 'hh');
  const gate = (index: number, unit: number): number => fromInput[index * n + unit] + fromState[index * n + unit];
  const next = c.map((before, unit) => sigma(gate(1, unit)) * before + sigma(gate(0, unit)) * Math.tanh(gate(2, unit)));
  const normalized = layerNorm(next, p, 'c');
  return { h: normalized.map((value, unit) => sigma(gate(3, unit)) * Math.tanh(value)), c: next };
};

/** `biasFrom`: the first unit that has a bias. */
const lstm1997 =
  (cellsPerBlock: number, biasFrom: (cells: number) => number = () => 0): PlainStep =>
  (p, x, { h, c, y_in, y_out }) => {
    const [cells, blocks] = [h.length, y_in.length];
    const seen = [...h, ...y_in, ...y_out];
    const activation = (row: number): number => {
      const bias = row < biasFrom(cells) ? 0 : entry(p, 'bias_ih', row - biasFrom(cells));
      return dot(p, 'weight_ih', row, x) + dot(p, 'weight_hh', row, seen) + bias;
    };
    const input = y_in.map((_, block) => sigma(activation(cells + block)));
    const output = y_out.map((_, block) => sigma(activation(cells + blocks + block)));
    const next = c.map((before, cell) => before + input[Math.floor(cell / cellsPerBlock)] * (4 / (1 + Math.exp(-activation(cell))) - 2));
    return {
      h: next.map((after, cell) => output[Math.floor(cell / cellsPerBlock)] * (2 / (1 + Math.exp(-after)) - 1)),
      c: next,
      y_in: input,
      y_out: output,
    };
  };

const jordan =
  (activation: (a: number) => number): PlainStep =>
  (p, x, { y }) => {
    const rows = units(p['weight_ih']?.length ?? 0);
    const hidden = rows.map((row) => Math.tanh(dot(p, 'weight_ih', row, x) + dot(p, 'weight_yh', row, y) + entry(p, 'bias_h', row)));
    return { y: y.map((_, row) => activation(dot(p, 'weight_ho', row, hidden) + entry(p, 'bias_o', row))) };
  };

const rectify = (a: number): number => Math.max(0, a);

export const references = {
  elmanTanh: elman(Math.tanh),
  elmanRelu: elman(rectify),
  gru,
  gruResetBefore,
  lstm,
  lstmProjection,
  lstmPeephole,
  lstmCoupled,
  lstmLayerNorm,
  lstm1997,
  jordanSigmoid: jordan(sigma),
  jordanTanh: jordan(Math.tanh),
  jordanIdentity: jordan((a) => a),
};
