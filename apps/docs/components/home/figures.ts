/** What is read of `benchmarks/results.json`. */
export interface Recorded {
  readonly compiler: {
    readonly date: string;
    readonly machine: { readonly processor: string };
    readonly measurements: readonly Measurement[];
  };
  readonly text: { readonly rows: readonly { readonly name: string; readonly bits: number; readonly minutes?: number }[] };
}

export interface Measurement {
  readonly case: string;
  readonly family: string;
  readonly node?: string;
  readonly width?: number;
  readonly arithmetic?: string;
  readonly threads?: number;
  /** Milliseconds. */
  readonly median: number;
}

export interface Figures {
  readonly date: string;
  readonly processor: string;
  /** Milliseconds of a training step on one thread; undefined where it was not measured. */
  readonly steps: readonly { readonly sizes: string; readonly rekur: number; readonly torch?: number; readonly tensorflow?: number; readonly jax?: number }[];
  readonly text: { readonly minutes: number; readonly bits: number; readonly nGramBits: number };
}

/** Batch, time, input, hidden: small, middle and large. */
const SIZES = ['16,50,64,64', '32,100,128,128', '64,50,256,512'];

/** Node with the peers that run in JavaScript. */
const NODE = '24';

export function figuresOf({ compiler, text }: Recorded): Figures {
  const median = (sizes: string, family: string, traits: Partial<Measurement>) =>
    compiler.measurements.find((each) => {
      const isCase = each.case === `train lstm ${sizes}` && each.family === family;
      return isCase && Object.entries(traits).every(([name, value]) => each[name as keyof Measurement] === value);
    })?.median;
  const steps = SIZES.flatMap((sizes) => {
    const rekur = median(sizes, 'ours', { node: NODE, width: 256, arithmetic: 'separate', threads: 1 });
    if (rekur === undefined) return [];
    const peers = { torch: median(sizes, 'torch', { threads: 1 }), tensorflow: median(sizes, 'tensorflow', {}), jax: median(sizes, 'jax', {}) };
    return [{ sizes, rekur, ...peers }];
  });
  const row = (start: string) => {
    const found = text.rows.find(({ name }) => name.startsWith(start));
    if (!found) throw new Error(`figuresOf: no such row: ${start}; results.json is expected to have it under text.rows`);
    return found;
  };
  const trained = row('rekur train moby-dick');
  return {
    date: compiler.date,
    processor: compiler.machine.processor,
    steps,
    text: { minutes: trained.minutes ?? 0, bits: trained.bits, nGramBits: row('Kneser–Ney, order 5').bits },
  };
}

/** The least time of a step, of those that were measured. */
export const fastestOf = ({ rekur, torch, tensorflow, jax }: Figures['steps'][number]): number =>
  Math.min(...[rekur, torch, tensorflow, jax].filter((value) => value !== undefined));

/** Three digits that count. */
export const milliseconds = (value: number | undefined): string => (value === undefined ? '–' : value >= 100 ? value.toFixed(0) : value.toPrecision(3));
