/** base^exponent by squaring: multiplications alone, so that every engine gives the same bits (Math.pow does not). */
export function wholePower(base: number, exponent: number): number {
  let result = 1;
  for (let factor = base, rest = exponent; rest > 0; rest = Math.floor(rest / 2), factor *= factor) {
    if (rest % 2 === 1) result *= factor;
  }
  return result;
}
