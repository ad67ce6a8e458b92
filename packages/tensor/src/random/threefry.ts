/** Rotation distances of Threefry-2×32 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3", table 2). */
export const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24];
export const PARITY = 0x1bd11bda;
export const ROUNDS = 20;

/**
 * Threefry-2×32 with 20 rounds: a bijection of two 32-bit counters under two 32-bit keys, made of additions, rotations
 * and exclusive ors alone, so every engine and vector width gives the same bits. Writes both words to `out` at `at`.
 */
export function threefry2x32(
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
  out: Uint32Array,
  at: number,
): void {
  const key2 = key0 ^ key1 ^ PARITY;
  let x0 = (counter0 + key0) | 0;
  let x1 = (counter1 + key1) | 0;
  for (let round = 0; round < ROUNDS; round++) {
    const distance = ROTATIONS[round & 7];
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << distance) | (x1 >>> (32 - distance))) ^ x0;
    if ((round & 3) !== 3) continue;
    const injection = (round >> 2) + 1;
    const first = injection % 3;
    x0 = (x0 + (first === 0 ? key0 : first === 1 ? key1 : key2)) | 0;
    x1 = (x1 + (first === 0 ? key1 : first === 1 ? key2 : key0) + injection) | 0;
  }
  out[at] = x0;
  out[at + 1] = x1;
}
