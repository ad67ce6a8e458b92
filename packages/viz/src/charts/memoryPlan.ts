import { chart } from '../chart.js';
import { type ChartFigure, DEFAULT_WIDTH, type FigureOptions } from '../figure.js';
import { say, type Words } from '../language.js';
import { refusal } from '../refusal.js';
import { measureTextWidth } from '../render/textWidth.js';
import { themes } from '../theme.js';
import { bytesInWords } from './bytes.js';
import { percent } from './number.js';
import { requireItems, requireNumbers } from './require.js';

/** What a buffer of a compiled Program is for. */
export type BufferRole = 'scratch' | 'input' | 'result' | 'resident';

/** A buffer of a compiled Program, at an address, for a part of a run. */
export interface PlannedBuffer {
  readonly name: string;
  readonly role: BufferRole;
  /** Byte address. */
  readonly offset: number;
  readonly bytes: number;
  /** The first and last line of the compiled Program that needs it; 0: it is there before the run. */
  readonly first: number;
  readonly last: number;
}

export interface MemoryPlanData {
  readonly buffers: readonly PlannedBuffer[];
}

export const roleWords: Readonly<Record<BufferRole, Words>> = {
  resident: { en: 'resident', ko: '상주' },
  input: { en: 'argument', ko: '인자' },
  result: { en: 'result', ko: '결과' },
  scratch: { en: 'scratch', ko: '임시' },
};
/** The order of legends; colours go with it. */
export const roles: readonly BufferRole[] = ['resident', 'input', 'result', 'scratch'];

const HEIGHT = 340;
const LEAST_LABEL_HEIGHT = 13;

/**
 * Where the buffers of a compiled Program lie and how long they live: addresses upwards, lines of the Program across. Buffers
 * above each other are there at once; those side by side share their memory.
 * @throws FigureError for no buffers, none with bytes, or numbers that are not finite or below zero
 */
export function memoryPlan({ buffers }: MemoryPlanData, options: FigureOptions = {}): ChartFigure {
  const { language, mode = 'light', width = DEFAULT_WIDTH } = options;
  requireItems('memoryPlan', 'buffers', buffers);
  for (const name of ['offset', 'bytes', 'first', 'last'] as const) requireNumbers('memoryPlan', name, buffers.map((buffer) => buffer[name]), 0);
  const lowest = Math.min(...buffers.map(({ offset }) => offset));
  const used = Math.max(...buffers.map(({ offset, bytes }) => offset + bytes)) - lowest;
  if (used === 0) throw refusal('memoryPlan', 'nothing to draw', 'all buffers have 0 bytes', 'at least one above 0 is expected');
  const apart = buffers.reduce((sum, { bytes }) => sum + bytes, 0);
  const lastLine = Math.max(...buffers.map(({ last }) => last)) + 1;
  const nameOfRole = (role: BufferRole): string => say(roleWords[role], language);
  const present = roles.filter((role) => buffers.some((buffer) => buffer.role === role));
  const theme = themes[mode];
  const rows = buffers.map(({ name, role, offset, bytes, first, last }) => {
    const room = ((last + 1 - first) / lastLine) * (width - 110) - 6;
    const isHigh = (bytes / used) * HEIGHT >= LEAST_LABEL_HEIGHT;
    const label = [`${name} · ${nameOfRole(role)}`, name].find((text) => isHigh && measureTextWidth(text, 11) <= room) ?? '';
    return { name, role: nameOfRole(role), from: offset - lowest, to: offset - lowest + bytes, first, end: last + 1, label, middle: offset - lowest + bytes / 2 };
  });
  const largest = buffers.reduce((most, buffer) => (buffer.bytes > most.bytes ? buffer : most));
  const saved = say(
    {
      en: `${bytesInWords(used)} instead of ${bytesInWords(apart)}: ${percent(1 - used / apart)} saved by sharing`,
      ko: `${bytesInWords(apart)} 대신 ${bytesInWords(used)}: 공유로 ${percent(1 - used / apart)} 절약`,
    },
    language,
  );
  const found = used < apart ? saved : say({ en: `${bytesInWords(used)}, nothing shared`, ko: `${bytesInWords(used)}, 공유 없음` }, language);
  const x = { field: 'first', type: 'quantitative', title: say({ en: 'line of the compiled Program', ko: '컴파일된 프로그램의 줄' }, language), scale: { domain: [0, lastLine] as number[], nice: false }, axis: { grid: false, format: 'd', tickMinStep: 1 } } as const;
  const y = { field: 'from', type: 'quantitative', title: say({ en: 'address', ko: '주소' }, language), scale: { domain: [0, used] as number[], nice: false }, axis: { grid: false, ...byteTicks(used) } } as const;
  const domain = present.map(nameOfRole);
  const range = present.map((role) => theme.series[roles.indexOf(role)]);
  return chart(
    {
      id: 'memory-plan',
      title: say({ en: 'Where the buffers lie, and how long they live', ko: '버퍼의 위치와 수명' }, language),
      subtitle: found,
      description: say(
        {
          en: `${buffers.length} buffers over addresses and lines of the Program. ${found}. The largest is ${largest.name} with ${bytesInWords(largest.bytes)}.`,
          ko: `버퍼 ${buffers.length}개의 주소와 프로그램 내 수명. ${found}. 가장 큰 버퍼는 ${largest.name}, ${bytesInWords(largest.bytes)}.`,
        },
        language,
      ),
      spec: {
        height: HEIGHT,
        layer: [
          {
            data: { values: rows },
            mark: { type: 'rect', fillOpacity: 0.32, stroke: theme.muted, strokeWidth: 1 },
            encoding: {
              x,
              x2: { field: 'end' },
              y,
              y2: { field: 'to' },
              color: { field: 'role', type: 'nominal', title: null, scale: { domain, range }, legend: { orient: 'top', symbolType: 'square', symbolOpacity: 0.6 } },
            },
          },
          {
            data: { values: rows.filter(({ label }) => label !== '') },
            mark: { type: 'text', align: 'left', baseline: 'middle', dx: 4, color: theme.ink },
            encoding: { x, y: { ...y, field: 'middle' }, text: { field: 'label', type: 'nominal' } },
          },
        ],
      },
    },
    options,
  );
}

/** Ticks of an axis of bytes, six at the most, at 1, 2 or 5 times a power of ten in the unit that suits the largest. */
function byteTicks(most: number): { values: number[]; labelExpr: string } {
  const power = most < 1 ? 0 : Math.min(Math.floor(Math.log2(most) / 10), 3);
  const unit = 1024 ** power;
  const rough = most / unit / 5;
  const ten = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * ten).find((each) => each >= rough) as number;
  const count = Math.floor(most / unit / step);
  return { values: Array.from({ length: count + 1 }, (_, index) => index * step * unit), labelExpr: `format(datum.value / ${unit}, '~r') + ' ${['B', 'KiB', 'MiB', 'GiB'][power]}'` };
}
