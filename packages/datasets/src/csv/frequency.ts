import type { Frequency } from '../dataset.js';

/** How the times of a series follow each other. */
export interface Spacing {
  readonly frequency: Frequency;
  /** Steps in a season, as the frequency suggests: 12 for months, 7 for days; undefined for `other`. */
  readonly period: number | undefined;
  /** Times that are left out between others. */
  readonly gaps: number;
  /** Index of the time after which the first gap lies; −1 without gaps. */
  readonly firstGap: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const inMonths: Readonly<Record<number, Frequency>> = { 1: 'monthly', 3: 'quarterly', 12: 'yearly' };
const inMilliseconds: Readonly<Record<number, Frequency>> = { [HOUR]: 'hourly', [DAY]: 'daily', [7 * DAY]: 'weekly' };

const perYear: Readonly<Record<number, Frequency>> = { 1: 'yearly', 4: 'quarterly', 12: 'monthly', 52: 'weekly' };
const noGaps = { gaps: 0, firstGap: -1 };

const periods: Readonly<Record<Frequency, number | undefined>> = {
  hourly: 24,
  daily: 7,
  'business-daily': 5,
  weekly: 52,
  monthly: 12,
  quarterly: 4,
  yearly: 1,
  other: undefined,
};

/** The spacing of increasing times in milliseconds of UTC, two or more. The step is the most usual one (the median). */
export function inferSpacing(times: Float64Array): Spacing {
  const dates = Array.from(times, (time) => new Date(time));
  const byMonth = onOneDayOfMonth(dates);
  const counts = byMonth ? Float64Array.from(dates, (date) => date.getUTCFullYear() * 12 + date.getUTCMonth()) : times;
  const steps = counts.slice(1).map((count, index) => count - counts[index]);
  const step = median(steps);
  const isGrid = steps.every((each) => each % step === 0);
  const frequency = (isGrid && (byMonth ? inMonths : inMilliseconds)[step]) || 'other';
  const gaps = countGaps(steps, step);
  const isWeekday = (date: Date) => date.getUTCDay() % 6 !== 0;
  if (frequency === 'daily' && gaps.gaps > 0 && dates.every(isWeekday)) {
    // Holidays are no gaps to a market: days without trade are not steps.
    return { frequency: 'business-daily', period: periods['business-daily'], ...noGaps };
  }
  return { frequency, period: periods[frequency], ...gaps };
}

/** The spacing of increasing numbers: years, years with a fraction as R writes them (1949.0833), or a running number. */
export function inferIndexSpacing(index: Float64Array): Spacing {
  const last = index[index.length - 1];
  const steps = index.slice(1).map((value, position) => value - index[position]);
  const step = median(steps);
  const areYears = index[0] >= 1500 && last < 2200;
  if (index.every(Number.isInteger)) {
    const frequency = areYears && step === 1 ? 'yearly' : 'other';
    return { frequency, period: periods[frequency], ...countGaps(steps, step) };
  }
  const inYear = Math.round((index.length - 1) / (last - index[0]));
  const even = steps.every((each) => Math.abs(each * inYear - 1) < 0.1);
  const frequency = (areYears && even && perYear[inYear]) || 'other';
  return { frequency, period: periods[frequency], ...noGaps };
}

function median(steps: Float64Array): number {
  return steps.slice().sort()[Math.floor((steps.length - 1) / 2)];
}

/** Gaps among steps that are all multiples of the usual one; none if they are not, for then there is no grid. */
function countGaps(steps: Float64Array, step: number): Pick<Spacing, 'gaps' | 'firstGap'> {
  if (!steps.every((each) => each % step === 0)) return noGaps;
  return { gaps: steps.reduce((sum, each) => sum + each / step - 1, 0), firstGap: steps.findIndex((each) => each > step) };
}

/** Whether all dates are the same moment of a month, in different months; the last of each month counts as the same. */
function onOneDayOfMonth(dates: readonly Date[]): boolean {
  const timeOfDay = (date: Date) => date.getTime() - Math.floor(date.getTime() / DAY) * DAY;
  const [first] = dates;
  if (dates.some((date) => timeOfDay(date) !== timeOfDay(first))) return false;
  const sameMonth = (a: Date, b: Date) => a.getUTCMonth() === b.getUTCMonth() && a.getUTCFullYear() === b.getUTCFullYear();
  if (dates.some((date, index) => index > 0 && sameMonth(date, dates[index - 1]))) return false;
  const isLast = (date: Date) => new Date(date.getTime() + DAY).getUTCDate() === 1;
  return dates.every((date) => date.getUTCDate() === first.getUTCDate()) || dates.every(isLast);
}
