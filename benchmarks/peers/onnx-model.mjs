// An ONNX file of one LSTM, written by hand: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto

const FLOAT = 1;
const OPSET = 14;
const IR_VERSION = 8;
const INTEGER = 0;
const BYTES = 2;
const ATTRIBUTE_INT = 2;

/**
 * Inputs `x` [time, batch, input] and, with `state`, `h` and `c` [1, batch, hidden]; outputs `y` [time, 1, batch, hidden] or,
 * with `state`, `nextH` and `nextC`.
 * @param {{ batch: number, time: number, input: number, hidden: number, state: boolean }} options
 * @returns {Uint8Array}
 */
export function lstmModel({ batch, time, input, hidden, state }) {
  const stateShape = [1, batch, hidden];
  const weights = [tensor('W', [1, 4 * hidden, input], hidden), tensor('R', [1, 4 * hidden, hidden], hidden), tensor('B', [1, 8 * hidden], hidden)];
  // An empty name leaves an input or an output out; the fifth input would be the lengths.
  const node = [
    ...['x', 'W', 'R', 'B', ...(state ? ['', 'h', 'c'] : [])].map((name) => field(1, name)),
    ...(state ? ['', 'nextH', 'nextC'] : ['y']).map((name) => field(2, name)),
    field(4, 'LSTM'),
    field(5, [field(1, 'hidden_size'), field(3, hidden), field(20, ATTRIBUTE_INT)]),
  ];
  const inputs = [value('x', [time, batch, input]), ...(state ? [value('h', stateShape), value('c', stateShape)] : [])];
  const outputs = state ? [value('nextH', stateShape), value('nextC', stateShape)] : [value('y', [time, 1, batch, hidden])];
  const graph = [
    field(1, node),
    field(2, 'lstm'),
    ...weights.map((weight) => field(5, weight)),
    ...inputs.map((each) => field(11, each)),
    ...outputs.map((each) => field(12, each)),
  ];
  return Buffer.concat([field(1, IR_VERSION), field(7, graph), field(8, [field(2, OPSET)])]);
}

/** A TensorProto with values spread evenly over ±1/√hidden. */
function tensor(name, shape, hidden) {
  const bound = 1 / Math.sqrt(hidden);
  const values = Float32Array.from({ length: shape.reduce((product, size) => product * size, 1) }, (_, index) => (((index * 7919) % 2000) / 1000 - 1) * bound);
  return [...shape.map((size) => field(1, size)), field(2, FLOAT), field(8, name), field(9, Buffer.from(values.buffer))];
}

/** A ValueInfoProto. */
function value(name, shape) {
  const dimensions = shape.map((size) => field(1, [field(1, size)]));
  return [field(1, name), field(2, [field(1, [field(1, FLOAT), field(2, dimensions)])])];
}

/** One field of a protocol buffer: a whole number, a string, bytes, or a message as the list of its fields. */
function field(number, content) {
  if (typeof content === 'number') return Buffer.from([...varint((number << 3) | INTEGER), ...varint(content)]);
  const bytes = Array.isArray(content) ? Buffer.concat(content) : Buffer.from(content);
  return Buffer.concat([Buffer.from([...varint((number << 3) | BYTES), ...varint(bytes.length)]), bytes]);
}

function varint(whole) {
  const bytes = [];
  for (let rest = whole; ; rest >>>= 7) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest & 127) | 128);
  }
}
