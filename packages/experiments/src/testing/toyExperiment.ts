import type { AnyExperiment, Json, Part } from '../experiment.js';
import { anyExperiment, type Experiment } from '../experiment.js';

export interface ToyOptions {
  readonly count: number;
  readonly rate: number;
  readonly lags: readonly number[];
  readonly cells: readonly string[];
  readonly mode: string;
  readonly quick: boolean;
}

interface ToyPart extends Part {
  readonly lag: number;
  readonly seed: number;
}

interface ToyPartResult {
  readonly lag: number;
  readonly seed: number;
  readonly value: number;
}

/** An experiment that only counts, to test the frame with: in mode `break` its parts with lag 13 throw. */
const toy: Experiment<ToyOptions, ToyPart, ToyPartResult, { readonly values: readonly ToyPartResult[] }> = {
  name: 'toy',
  title: { en: 'Toy', ko: '장난감' },
  paper: { authors: 'N. N.', year: 2000, title: 'Toys', where: 'nowhere' },
  claim: { en: 'It counts.', ko: '센다.' },
  options: {
    count: { meaning: { en: 'a count', ko: '개수' }, default: 3, full: 30, min: 1, max: 100 },
    rate: { meaning: { en: 'a rate', ko: '비율' }, default: 0.5 },
    lags: { meaning: { en: 'lags', ko: '지연' }, default: [1, 2], full: [1, 2, 3], min: 1 },
    cells: { meaning: { en: 'cells', ko: '셀' }, default: ['lstm'], choices: ['lstm', 'gru'] },
    mode: { meaning: { en: 'mode', ko: '방식' }, default: 'work', choices: ['work', 'break'] },
    quick: { meaning: { en: 'quick', ko: '빠르게' }, default: false },
  },
  seeds: 2,
  parts: ({ lags }, seeds) => Array.from({ length: seeds }, (_, index) => index + 1).flatMap((seed) => lags.map((lag) => ({ key: `lag ${lag}/seed ${seed}`, lag, seed }))),
  async runPart({ lag, seed }, { count, mode }, { onProgress, signal }) {
    for (let done = 0; done < count; done++) {
      signal?.throwIfAborted();
      onProgress(done / count, `counted ${done}`);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    if (mode === 'break' && lag === 13) throw new RangeError('thirteen');
    return { lag, seed, value: lag * 1000 + seed + count / 10 };
  },
  combine: (values) => ({ values }),
  figures: () => [],
  verdict: ({ values }) => ({ holds: values.length > 0, lines: [{ en: `${values.length} values`, ko: `값 ${values.length}개` }] }),
  table: ({ values }) => [['lag', 'seed', 'value'], ...values.map(({ lag, seed, value }) => [lag, seed, value].map(String))],
};

/** The toy, with parts that count how often they ran. */
export function toyExperiment(changes: Partial<AnyExperiment> = {}): { readonly experiment: AnyExperiment; readonly ran: string[] } {
  const ran: string[] = [];
  const base = anyExperiment(toy);
  const runPart = (part: Part, options: Readonly<Record<string, Json>>, context: Parameters<AnyExperiment['runPart']>[2]): Promise<Json> => {
    ran.push(part.key);
    return base.runPart(part, options, context);
  };
  return { experiment: { ...base, runPart, ...changes }, ran };
}
