const DAY = 86_400_000;

/**
 * The labels that follow, for years (`1949`), months (`1949-01`) and days (`1949-01-31`) at a steady pace: so many years,
 * months or days a step, or Monday to Friday. Undefined for labels of another kind.
 */
export function followingTimes(times: readonly string[], count: number): string[] | undefined {
  const after = (next: (step: number) => string): string[] => Array.from({ length: count }, (_, index) => next(index + 1));
  const numbers = allMatch(times, /^(\d{4})$/) ?? [];
  const yearStep = steadyStep(numbers.map(([year]) => year));
  if (yearStep) return after((step) => String(numbers[numbers.length - 1][0] + step * yearStep));

  const dates = allMatch(times, /^(\d{4})-(\d{2})(?:-(\d{2}))?$/);
  if (!dates || dates.length < 2) return undefined;
  const [lastYear, lastMonth, lastDay] = dates[dates.length - 1];
  const withDays = !Number.isNaN(lastDay);
  const months = dates.map(([year, month]) => 12 * year + month - 1);
  const sameDay = dates.every(([, , day]) => day === lastDay || (Number.isNaN(day) && !withDays));
  const monthStep = sameDay && (!withDays || lastDay <= 28) ? steadyStep(months) : undefined;
  if (monthStep) {
    return after((step) => {
      const month = 12 * lastYear + lastMonth - 1 + step * monthStep;
      const label = `${padded(Math.floor(month / 12), 4)}-${padded((month % 12) + 1, 2)}`;
      return withDays ? `${label}-${padded(lastDay, 2)}` : label;
    });
  }
  if (!withDays) return undefined;
  const days = dates.map(([year, month, day]) => Date.UTC(year, month - 1, day) / DAY);
  const label = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
  const dayStep = steadyStep(days);
  const last = days[days.length - 1];
  if (dayStep) return after((step) => label(last + step * dayStep));
  const onWeekdays = days.every((day, index) => isWeekday(day) && (index === 0 || nextWeekday(days[index - 1]) === day));
  if (!onWeekdays) return undefined;
  let day = last;
  return after(() => label((day = nextWeekday(day))));
}

/** The groups of every label as numbers, or undefined if one does not match. */
function allMatch(times: readonly string[], pattern: RegExp): number[][] | undefined {
  const found: number[][] = [];
  for (const time of times) {
    const match = pattern.exec(time);
    if (!match) return undefined;
    found.push(match.slice(1).map(Number));
  }
  return found;
}

/** The step between all neighbours, or undefined if it varies or is not positive. */
function steadyStep(numbers: readonly number[]): number | undefined {
  const step = numbers[1] - numbers[0];
  return step > 0 && numbers.every((value, index) => index === 0 || value - numbers[index - 1] === step) ? step : undefined;
}

/** Day 0, the first of 1970, was a Thursday. */
function isWeekday(day: number): boolean {
  return (day + 3) % 7 < 5;
}

function nextWeekday(day: number): number {
  return isWeekday(day + 1) ? day + 1 : nextWeekday(day + 1);
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
