/** Shares below this part of the greatest are left out. */
const LEAST_SHARE = 0.01;

/**
 * Weights, summing to 1, for averaging forecasts by their mean squared errors in rolling-origin evaluation: in proportion
 * to prior · error⁻⁴; 0 where error⁻⁴ is below a hundredth of the greatest.
 *
 * A few dozen errors do not tell the best from the second best, so there is no single winner: averages of forecasts beat
 * the chosen one (Bates & Granger 1969, who have the power −1). The power −4, between all alike and winner takes all, was
 * chosen on eleven monthly, daily and yearly series and nine kinds of generated ones, AirPassengers not among them.
 *
 * @param priors what the weights are in proportion to if all errors are equal; all alike unless given
 */
export function averagingWeights(squaredErrors: readonly number[], priors?: readonly number[]): number[] {
  const least = Math.min(...squaredErrors);
  const shares = squaredErrors.map((error, index) => {
    const ratio = error === least ? 1 : least / error;
    const square = ratio * ratio;
    const share = square * square;
    return share >= LEAST_SHARE ? share * (priors?.[index] ?? 1) : 0;
  });
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}
