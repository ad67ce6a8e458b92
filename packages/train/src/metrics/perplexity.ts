/** e^loss for a mean cross-entropy in nats: as uncertain as a choice among so many. */
export function perplexity(crossEntropy: number): number {
  return Math.exp(crossEntropy);
}
