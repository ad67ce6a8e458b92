import { chart, PADDING } from '../chart.js';
import { type ChartFigure, DEFAULT_WIDTH, type FigureOptions } from '../figure.js';
import { say, type Words } from '../language.js';
import { refusal } from '../refusal.js';
import { themes } from '../theme.js';
import { bytesInWords } from './bytes.js';
import { type BufferRole, roles, roleWords } from './memoryPlan.js';
import { percent } from './number.js';
import { requireNumbers } from './require.js';

/** Bytes of a compiled Program's memory by use: `explainProgram(program).memory` of `@rekur/wasm` is such data. */
export interface MemoryUseData {
  readonly reserved: number;
  readonly residents: number;
  readonly arguments: number;
  readonly results: number;
  readonly scratch: number;
  /** What the scratch buffers would take each for itself. */
  readonly scratchUnshared: number;
  readonly kernels: number;
  /** Some of the buffers, the largest first; without addresses. */
  readonly largest: readonly {
    readonly name: string;
    readonly meaning?: string;
    readonly role: BufferRole;
    readonly bytes: number;
    /** First line of the compiled Program that needs it; 0: it is there before. */
    readonly from: number;
    /** Last line that needs it; undefined: it is read after the run. */
    readonly to?: number;
  }[];
}

const regions = ['reserved', 'residents', 'arguments', 'results', 'scratch', 'kernels'] as const;
type Region = (typeof regions)[number];

const regionWords: Readonly<Record<Region, Words>> = {
  reserved: { en: 'reserved', ko: '예약' },
  residents: { en: 'residents', ko: '상주 값' },
  arguments: { en: 'arguments', ko: '인자' },
  results: { en: 'results', ko: '결과' },
  scratch: { en: 'scratch', ko: '임시 버퍼' },
  kernels: { en: 'kernels', ko: '커널' },
};

const LABELS = 150;
const ROW = 20;

/**
 * What the memory of a compiled Program is for: bytes by use, and below, when in a run the largest buffers are needed.
 * @throws FigureError for numbers that are not finite or below zero, or no bytes at all
 */
export function memoryUse(data: MemoryUseData, options: FigureOptions = {}): ChartFigure {
  const { language, mode = 'light', width = DEFAULT_WIDTH } = options;
  for (const region of [...regions, 'scratchUnshared'] as const) requireNumbers('memoryUse', region, [data[region]], 0);
  const total = regions.reduce((sum, region) => sum + data[region], 0);
  if (total === 0) throw refusal('memoryUse', 'nothing to draw', 'all regions have 0 bytes', 'at least one above 0 is expected');
  const theme = themes[mode];
  const plotWidth = Math.floor(width - 2 * PADDING - Math.min(LABELS, width * 0.3) - 12);
  const text = (bytes: number): string => `${bytesInWords(bytes)} · ${percent(bytes / total)}`;
  const uses = regions.filter((region) => data[region] > 0).map((region) => ({ use: say(regionWords[region], language), bytes: data[region], label: text(data[region]) }));
  const most = Math.max(...uses.map(({ bytes }) => bytes));
  const saving = data.scratchUnshared > data.scratch ? say({ en: ` · scratch would be ${bytesInWords(data.scratchUnshared)} unshared`, ko: ` · 공유하지 않으면 임시 버퍼 ${bytesInWords(data.scratchUnshared)}` }, language) : '';
  const labels = { title: null, sort: null, axis: { labelLimit: Math.min(LABELS, width * 0.3), minExtent: Math.min(LABELS, width * 0.3), domain: false, ticks: false, labelPadding: 6, labelColor: theme.ink } } as const;
  const amount = { field: 'bytes', type: 'quantitative', title: null, scale: { domain: [0, most * (width < 480 ? 2 : 1.35)] as number[], nice: false }, axis: null } as const;
  const bars = {
    width: plotWidth,
    height: ROW * uses.length,
    data: { values: uses },
    encoding: { y: { field: 'use', type: 'nominal' as const, ...labels }, x: amount },
    layer: [
      { mark: { type: 'bar' as const, color: theme.series[0], height: { band: 0.7 } } },
      { mark: { type: 'text' as const, align: 'left' as const, dx: 6, color: theme.ink }, encoding: { text: { field: 'label', type: 'nominal' as const } } },
    ],
  };
  return chart(
    {
      id: 'memory-use',
      title: say({ en: 'What the memory is for', ko: '메모리의 쓰임' }, language),
      subtitle: say({ en: `${bytesInWords(total)} in all`, ko: `모두 ${bytesInWords(total)}` }, language) + saving,
      description: say(
        { en: `Memory of a compiled Program, ${bytesInWords(total)}: `, ko: `컴파일된 프로그램의 메모리 ${bytesInWords(total)}: ` },
        language,
      ) + `${uses.map(({ use, label }) => `${use} ${label}`).join(', ')}.`,
      spec: { vconcat: data.largest.length > 0 ? [bars, livesOf(data, { plotWidth, labels, options })] : [bars], spacing: 26 },
    },
    options,
  );
}

/** When the largest buffers are needed, one below the other. */
function livesOf({ largest }: MemoryUseData, { plotWidth, labels, options }: { plotWidth: number; labels: object; options: FigureOptions }) {
  const { language, mode = 'light' } = options;
  const theme = themes[mode];
  const lines = Math.max(1, ...largest.map(({ from, to = 0 }) => Math.max(from, to))) + 1;
  const rows = largest.map(({ name, meaning = name, role, bytes, from, to = lines - 1 }, index) => {
    const isFirst = largest.findIndex((other) => (other.meaning ?? other.name) === meaning) === index;
    return { buffer: isFirst ? meaning : `${meaning} (${name})`, role, from, end: to + 1, label: `${bytesInWords(bytes)} · ${say(roleWords[role], language)}` };
  });
  const y = { field: 'buffer', type: 'nominal' as const, ...labels };
  const x = { field: 'from', type: 'quantitative' as const, title: say({ en: 'line of the compiled Program', ko: '컴파일된 프로그램의 줄' }, language), scale: { domain: [0, lines], nice: false }, axis: { grid: false, format: 'd', tickMinStep: 1 } };
  return {
    title: { text: say({ en: 'When the largest buffers are needed', ko: '가장 큰 버퍼들이 쓰이는 시점' }, language), fontSize: 12, offset: 4 },
    width: plotWidth,
    height: ROW * rows.length,
    data: { values: rows },
    layer: [
      {
        mark: { type: 'bar' as const, height: { band: 0.72 }, opacity: 0.35 },
        encoding: {
          y,
          x,
          x2: { field: 'end' },
          color: { field: 'role', type: 'nominal' as const, scale: { domain: [...roles], range: roles.map((_, index) => theme.series[index]) }, legend: null },
        },
      },
      // Beside the bar's beginning: to the left of it in the right half.
      ...(['left', 'right'] as const).map((align) => ({
        transform: [{ filter: `datum.from ${align === 'left' ? '<' : '>='} ${lines / 2}` }],
        mark: { type: 'text' as const, align, dx: align === 'left' ? 5 : -5, color: theme.ink },
        encoding: { y, x, text: { field: 'label', type: 'nominal' as const } },
      })),
    ],
  };
}
