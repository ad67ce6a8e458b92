/** A mean cross-entropy per character in bits instead of nats. */
export function bitsPerCharacter(crossEntropy: number): number {
  return crossEntropy / Math.LN2;
}
