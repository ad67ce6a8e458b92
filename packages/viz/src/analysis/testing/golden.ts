import numbers from '../golden/analysis.json' with { type: 'json' };

export interface Spectrum {
  readonly name: string;
  readonly matrix: number[][];
  readonly singularValues: number[];
  /** Of square matrices, as real and imaginary part. */
  readonly eigenvalues?: [number, number][];
  readonly trace?: number;
  readonly determinant?: number;
}

interface Golden {
  readonly origin: string;
  readonly spectra: Spectrum[];
  readonly components: { points: number[][]; mean: number[]; variances: number[]; axes: number[][] };
  readonly clusters: { points: number[][] } & Record<'average' | 'complete' | 'ward', { items: number[]; height: number }[]>;
}

/** Numbers of `golden/generate.py`. */
export const golden = numbers as unknown as Golden;
