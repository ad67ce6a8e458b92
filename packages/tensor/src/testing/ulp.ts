const bits = new Uint32Array(1);
const float = new Float32Array(bits.buffer);

/** The float32 with these bits. */
export function fromBits(word: number): number {
  bits[0] = word;
  return float[0];
}

/** The neighbour of a float32, `steps` further up (down if negative); not across zero. */
export function neighbour(x: number, steps: number): number {
  float[0] = x;
  return fromBits(bits[0] + (x > 0 ? steps : -steps));
}

const exact = new Float64Array(1);
const exactBits = new Uint32Array(exact.buffer);

/** The distance of neighbouring float32 at `x`; 2^−149 among subnormals. */
function spacing(x: number): number {
  exact[0] = x;
  const exponent = ((exactBits[1] >>> 20) & 0x7ff) - 1023;
  return 2 ** (Math.max(exponent, -126) - 23);
}

export interface Sweep {
  /** The greatest error, in units in the last place of the exact result, and where. */
  readonly worst: number;
  readonly at: number;
  /** Results that are NaN or infinite where the reference rounded to float32 is not, or the other way round. */
  readonly wrong: number[];
  /** Where a greater argument gives a smaller result. */
  readonly falls: number[];
}

/** A prime, so that every low bit of the mantissa comes up: 2 million of the 2^32 arguments. */
const STRIDE = 2003;

/** Walks the float32 numbers of an interval upwards in steps of `stride` and compares with a float64 reference. */
export function sweep(f: (x: number) => number, reference: (x: number) => number, stride = STRIDE, from = -Infinity, to = Infinity): Sweep {
  let [worst, at, previous] = [0, 0, -Infinity];
  const wrong: number[] = [];
  const falls: number[] = [];
  const last = position(Math.fround(to));
  for (let place = position(Math.fround(from)); place <= last; place += stride) {
    const x = fromBits(place < 0 ? 0x80000000 - place : place);
    const given = f(x);
    const wanted = reference(x);
    if (!Number.isFinite(Math.fround(wanted)) || !Number.isFinite(given)) {
      if (!Object.is(given, Math.fround(wanted))) wrong.push(x);
    } else {
      const error = Math.abs(given - wanted) / spacing(wanted);
      if (error > worst) [worst, at] = [error, x];
    }
    if (given < previous) falls.push(x);
    if (!Number.isNaN(given)) previous = given;
  }
  return { worst, at, wrong, falls };
}

/** Counts float32 numbers from 0, negative ones downwards. */
function position(x: number): number {
  float[0] = x;
  return bits[0] < 0x80000000 ? bits[0] : 0x80000000 - bits[0];
}
