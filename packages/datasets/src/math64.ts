// exp and log in float64 by the method of fdlibm, from + − × ÷ and bits alone. JavaScript leaves the last bits of Math.exp
// and Math.log to each engine; these are the same everywhere.
//
// The constants and the steps are those of fdlibm's e_exp.c and e_log.c:
//   Copyright (C) 1993, 2004 by Sun Microsystems, Inc. All rights reserved.
//   Developed at SunSoft, a Sun Microsystems, Inc. business.
//   Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const INVERSE_LN2 = 1.442695040888963387;
const EXP_OVERFLOW = 709.782712893383973096;
const EXP_UNDERFLOW = -745.13321910194110842;
const TWO_54 = 18014398509481984;

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
/** Which word of a double holds sign and exponent. */
const HIGH = new Uint32Array(new Float64Array([1]).buffer)[1] === 0 ? 0 : 1;

function highWord(x: number): number {
  float[0] = x;
  return words[HIGH];
}

/** 2^k for −1022 ≤ k ≤ 1023. */
function powerOfTwo(k: number): number {
  words[HIGH] = (k + 1023) << 20;
  words[1 - HIGH] = 0;
  return float[0];
}

/**
 * e^x in float64, below 1 ulp. x = k·ln 2 + r with |r| ≤ ½ ln 2, and e^r from a rational function of r.
 * exp ∞ = ∞, exp −∞ = 0, exp NaN = NaN.
 */
export function exp64(x: number): number {
  if (Number.isNaN(x)) return NaN;
  // The steps below would give the double after e.
  if (x === 1) return Math.E;
  if (x > EXP_OVERFLOW) return Infinity;
  if (x < EXP_UNDERFLOW) return 0;
  const size = Math.abs(x);
  if (size < 3.725290298461914e-9) return 1 + x;

  let k = 0;
  let high = x;
  let low = 0;
  if (size > 0.34657359027997264) {
    if (size < 1.0397207708399179) k = x > 0 ? 1 : -1;
    else k = Math.trunc(INVERSE_LN2 * x + (x > 0 ? 0.5 : -0.5));
    high = x - k * LN2_HIGH;
    low = k * LN2_LOW;
  }
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t * (6.61375632143793436117e-5 + t * (-1.65339022054652515390e-6 + t * 4.13813679705723846039e-8))));
  if (k === 0) return 1 - ((r * c) / (c - 2) - r);
  const y = 1 - (low - (r * c) / (2 - c) - high);
  if (k === 1024) return y * 2 * powerOfTwo(1023);
  if (k >= -1021) return y * powerOfTwo(k);
  return y * powerOfTwo(k + 1000) * powerOfTwo(-1000);
}

/**
 * Natural logarithm in float64, below 1 ulp. x = 2^k·(1 + f) with √½ < 1 + f < √2, and a polynomial in (f / (2 + f))².
 * log 0 = −∞, log ∞ = ∞, of a negative number or NaN: NaN.
 */
export function log64(x: number): number {
  if (!(x >= 0)) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return Infinity;

  let k = -1023;
  if (x < 2.2250738585072014e-308) {
    x *= TWO_54;
    k -= 54;
  }
  const top = highWord(x);
  const fraction = top & 0x000fffff;
  // 1 if the fraction is at least √2: then half of it is taken and k is one more.
  const carry = ((fraction + 0x95f64) & 0x100000) >>> 20;
  words[HIGH] = fraction | ((0x3ff - carry) << 20);
  k += (top >>> 20) + carry;
  const f = float[0] - 1;
  if (f === 0) return k * LN2_HIGH + k * LN2_LOW;

  if (Math.abs(f) < 9.5367431640625e-7) {
    const r = f * f * (0.5 - 0.33333333333333333 * f);
    return k === 0 ? f - r : k * LN2_HIGH - (r - k * LN2_LOW - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const odd =
    z *
    (6.666666666666735130e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  const r = odd + even;
  // Near √2 and √½ the square is taken out of f first, which loses fewer bits.
  if (((fraction - 0x6147a) | (0x6b851 - fraction)) > 0) {
    const half = 0.5 * f * f;
    if (k === 0) return f - (half - s * (half + r));
    return k * LN2_HIGH - (half - (s * (half + r) + k * LN2_LOW) - f);
  }
  if (k === 0) return f - s * (f - r);
  return k * LN2_HIGH - (s * (f - r) - k * LN2_LOW - f);
}
