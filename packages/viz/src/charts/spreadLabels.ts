/**
 * Places for labels that would lie on each other: each as near as an order-keeping pass finds to where it wants to be, `gap` apart, within 0 … `height`.
 * @param wanted pixels, in any order; the result is in the same order
 */
export function spreadLabels(wanted: readonly number[], gap: number, height: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a] - wanted[b]);
  const places = [...wanted];
  let free = 0;
  for (const index of order) {
    places[index] = Math.max(places[index], free);
    free = places[index] + gap;
  }
  let limit = height;
  for (const index of order.reverse()) {
    places[index] = Math.min(places[index], limit);
    limit = places[index] - gap;
  }
  return places;
}
