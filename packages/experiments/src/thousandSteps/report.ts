import { type Language, say, type Words } from '@rekur/viz';
import type { Verdict } from '../experiment.js';
import { greatestLag, type LagSummary, summaryOf, type ThousandStepsResult } from './outcomes.js';
import { publishedAt } from './published.js';
import { type CellName, recipes } from './recipes.js';

/** The lag of the claim. */
const CLAIMED_LAG = 1000;
/** The share of seeds that have to learn the task. */
const ENOUGH = 0.9;
/** A gradient of less than this share is as good as none. */
const VANISHED = 1e-6;

const columns: readonly Words[] = [
  { en: 'cell', ko: '셀' },
  { en: 'lag', ko: '시간 간격' },
  { en: 'parameters', ko: '매개변수' },
  { en: 'solved', ko: '성공' },
  { en: 'sequences', ko: '시퀀스' },
  { en: "the paper's LSTM", ko: '논문의 LSTM' },
  { en: 'gradient before', ko: '훈련 전 기울기' },
  { en: 'gradient after', ko: '훈련 후 기울기' },
];

/** A row for each cell at each lag. */
export function table(result: ThousandStepsResult, language: Language = 'en'): readonly (readonly string[])[] {
  const header = columns.map((words) => say(words, language));
  const rows = result.cells.flatMap((cell) =>
    result.lags.flatMap((lag) => {
      const summary = summaryOf(result, cell, lag);
      if (!summary) return [];
      const { runs, solved, parameterCount, reachBefore, reachAfter } = summary;
      const paper = publishedAt(lag);
      return [[say(recipes[cell].title, language), count(lag), count(parameterCount), say({ en: `${solved} of ${runs}`, ko: `${runs}개 중 ${solved}개` }, language), needed(summary, result, language), paper === undefined ? '–' : count(paper), share(reachBefore), share(reachAfter)]];
    }),
  );
  return [header, ...rows];
}

/** Holds if at 1,000 steps or more an LSTM is solved from nine seeds in ten, and the Elman network from none. */
export function verdict(result: ThousandStepsResult): Verdict {
  const lag = greatestLag(result);
  const lines = result.cells.flatMap((cell) => {
    const summary = summaryOf(result, cell, lag);
    return summary ? [lineOf(cell, summary, result)] : [];
  });
  const summaryAt = (cell: CellName): LagSummary | undefined => summaryOf(result, cell, lag);
  const isBridged = (['lstm1997', 'lstm1997-adam', 'lstm-chrono'] as const).some((cell) => {
    const summary = summaryAt(cell);
    return summary !== undefined && summary.solved >= ENOUGH * summary.runs;
  });
  const elman = summaryAt('elman');
  return { holds: lag >= CLAIMED_LAG && isBridged && (elman === undefined || elman.solved === 0), lines: [...lines, caveat(lag)] };
}

function lineOf(cell: CellName, summary: LagSummary, result: ThousandStepsResult): Words {
  const { title } = recipes[cell];
  const lag = count(greatestLag(result));
  const { solved, runs, sequences, reachBefore } = summary;
  const budget = count(result.budget);
  const hasVanished = reachBefore < VANISHED;
  const back = hasVanished ? `almost nothing of its first gradient comes back (${share(reachBefore)})` : `${share(reachBefore)} of its first gradient comes back`;
  const backKo = `훈련 전에 되돌아오는 기울기의 비율은 ${share(reachBefore)}${hasVanished ? '으로, 사실상 없다' : '이다'}`;
  if (sequences === null) {
    return {
      en: `${title.en} bridges ${lag} steps from none of ${seeds(runs)}, stopped after ${budget} sequences; ${back}.`,
      ko: `${title.ko}: 시드 ${runs}개 가운데 ${lag}단계를 이은 것이 없다(시퀀스 ${budget}개에서 중단). ${backKo}.`,
    };
  }
  return {
    en: `${title.en} bridges ${lag} steps from ${solved} of ${seeds(runs)}, after ${count(sequences)} sequences in the median; ${back}.`,
    ko: `${title.ko}: 시드 ${runs}개 가운데 ${solved}개가 ${lag}단계를 이었다(시퀀스 수의 중앙값 ${count(sequences)}). ${backKo}.`,
  };
}

function caveat(lag: number): Words {
  const paper = publishedAt(lag);
  const shown = paper === undefined ? { en: '', ko: '' } : { en: ` of ${count(paper)} sequences`, ko: ` 시퀀스 ${count(paper)}개` };
  return {
    en: `The paper's figure${shown.en} is for online gradient descent with a truncated gradient; Adam on the whole gradient is another way of training.`,
    ko: `논문의 수치${shown.ko}는 잘린 기울기를 쓴 온라인 경사 하강법의 것이다. 전체 기울기에 Adam을 쓴 결과와는 훈련 방법이 다르다.`,
  };
}

function needed({ sequences }: LagSummary, { budget }: ThousandStepsResult, language: Language): string {
  return sequences === null ? say({ en: `stopped after ${count(budget)}`, ko: `${count(budget)}개에서 중단` }, language) : count(sequences);
}

function seeds(runs: number): string {
  return runs === 1 ? '1 seed' : `${runs} seeds`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** `0.27`, `3.6e-16`, `0`. */
function share(value: number): string {
  return value === 0 || value >= 0.0001 ? String(Number(value.toPrecision(2))) : value.toExponential(1);
}
