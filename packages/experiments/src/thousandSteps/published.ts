/** Sequences that the published networks needed, one a step of online gradient descent with the truncated gradient: p = q distractors. */
export const published = {
  name: { en: 'paper (1997, online)', ko: '논문(1997, 온라인)' },
  lags: [50, 100, 200, 500, 1000],
  sequences: [30_000, 31_000, 33_000, 38_000, 49_000],
} as const;

/** Undefined at a lag that the paper does not have. */
export function publishedAt(lag: number): number | undefined {
  const index = published.lags.findIndex((each) => each === lag);
  return index < 0 ? undefined : published.sequences[index];
}
