// Gradient descent on one weight W through time: L = ½·(o_n − target)² with o_n = W^(n−1).

export const TARGET = 0.5;
export const LEARNING_RATE = 0.05;
export const CLIP_NORM = 1;
/** What is drawn of W. */
export const DOMAIN = [0, 1.4] as const;

export function lossAt(weight: number, steps: number): number {
  return (weight ** (steps - 1) - TARGET) ** 2 / 2;
}

/** ∂L/∂W = (o_n − target)·(n − 1)·W^(n−2). */
export function gradientAt(weight: number, steps: number): number {
  return (weight ** (steps - 1) - TARGET) * (steps - 1) * weight ** (steps - 2);
}

/** A gradient of at most norm 1, in its direction, as `clipByGlobalNorm` makes it. */
export function clipped(gradient: number): number {
  const norm = Math.abs(gradient);
  return norm > CLIP_NORM ? gradient * (CLIP_NORM / norm) : gradient;
}

/** The weights so far, the last one current. */
export interface Descent {
  readonly weights: readonly number[];
}

export const descentFrom = (weight: number): Descent => ({ weights: [weight] });

export function descend({ weights }: Descent, steps: number, isClipped: boolean): Descent {
  const weight = weights[weights.length - 1];
  const gradient = gradientAt(weight, steps);
  return { weights: [...weights, weight - LEARNING_RATE * (isClipped ? clipped(gradient) : gradient)] };
}

export const isOutside = (weight: number): boolean => !(weight >= DOMAIN[0] && weight <= DOMAIN[1]);
