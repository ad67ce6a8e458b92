export interface Recording {
  /** Samples a second. */
  readonly sampleRate: number;
  /** From −1 to 1. */
  readonly samples: Float32Array;
}

/**
 * Reads a WAV file of one channel with 16 bits a sample, which the clips of the site are.
 * @throws Error for any other file
 */
export function parseWav(file: ArrayBuffer): Recording {
  const view = new DataView(file);
  const tag = (at: number): string => String.fromCharCode(...Array.from({ length: 4 }, (_, index) => view.getUint8(at + index)));
  const refuse = (what: string): never => {
    throw new Error(`parseWav: not a clip of the site: ${what}; a WAV file of one channel with 16 bits is expected`);
  };
  if (file.byteLength < 12 || tag(0) !== 'RIFF' || tag(8) !== 'WAVE') return refuse('the file does not begin with RIFF and WAVE');
  let sampleRate = 0;
  for (let at = 12; at + 8 <= file.byteLength; ) {
    const [name, bytes] = [tag(at), view.getUint32(at + 4, true)];
    const body = at + 8;
    if (body + bytes > file.byteLength) return refuse(`the chunk '${name}' is cut off`);
    if (name === 'fmt ') {
      const [encoding, channels, bits] = [view.getUint16(body, true), view.getUint16(body + 2, true), view.getUint16(body + 14, true)];
      if (encoding !== 1 || channels !== 1 || bits !== 16) return refuse(`encoding ${encoding}, ${channels} channels, ${bits} bits`);
      sampleRate = view.getUint32(body + 4, true);
    }
    if (name === 'data' && sampleRate > 0) {
      return { sampleRate, samples: Float32Array.from({ length: bytes >> 1 }, (_, index) => view.getInt16(body + 2 * index, true) / 32768) };
    }
    // Chunks begin at even bytes.
    at = body + bytes + (bytes & 1);
  }
  return refuse('no samples');
}

/** The largest loudness in each of `count` stretches, from 0 to 1: what a drawing of a recording shows. */
export function loudness(samples: Float32Array, count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const [start, end] = [index, index + 1].map((edge) => Math.floor((edge * samples.length) / count));
    let largest = 0;
    for (let at = start; at < end; at++) largest = Math.max(largest, Math.abs(samples[at]));
    return largest;
  });
}
