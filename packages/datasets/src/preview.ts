import type { DigitsDataset, GeneratedDataset, LoadedDataset, NamesDataset, SeriesDataset, TextDataset } from './dataset.js';
import { requireCount } from './require.js';

type Kind = LoadedDataset['kind'];
type Previews = { readonly [Each in Kind]: (data: Extract<LoadedDataset, { kind: Each }>, rows: number) => string[] };

/** Paper to ink. */
const SHADES = ' ·:+#';
/** Steps of a generated example at each end. */
const ENDS = 24;

const previews: Previews = { text: textLines, series: seriesLines, images: imageLines, 'labelled-text': labelledLines, generated: generatedLines };

/**
 * The beginning of a dataset as lines of text, to look at: the first lines of a text, the first values of a series, the first
 * images side by side, the first texts with their labels, the first examples of a generated task. At most `rows` (10 unless
 * given) lines or examples, or half as many images; `…` where there is more.
 * @throws DataError if `rows` is not a count.
 */
export function preview(data: LoadedDataset, options: { readonly rows?: number } = {}): string[] {
  const { rows = 10 } = options;
  requireCount('preview', 'rows', rows);
  // Each kind has its function: the table says so, the index forgets it.
  const lines = previews[data.kind] as (data: LoadedDataset, rows: number) => string[];
  return lines(data, rows);
}

function textLines({ text }: TextDataset, rows: number): string[] {
  const lines = text.split('\n', rows + 1);
  return withEllipsis(lines.slice(0, rows), lines.length);
}

function seriesLines({ times, values, valueName, unit }: SeriesDataset, rows: number): string[] {
  const shown = columns(times.slice(0, rows).map((time, index) => [time, String(values[index])]));
  return withEllipsis([`${valueName}${unit === '' ? '' : ` in ${unit}`}`, ...shown], values.length + 1);
}

function imageLines({ imageSize: [height, width], classes, train }: DigitsDataset, rows: number): string[] {
  const count = Math.min(Math.max(1, Math.floor(rows / 2)), train.labels.size);
  const { data } = train.inputs;
  const pixel = (image: number, place: number) => SHADES[Math.round(data[image * height * width + place] * (SHADES.length - 1))].repeat(2);
  const line = (image: number, row: number) => Array.from({ length: width }, (_, column) => pixel(image, row * width + column)).join('');
  const images = Array.from({ length: count }, (_, image) => image);
  const title = images.map((image) => classes[train.labels.data[image]].padEnd(2 * width)).join('  ');
  return [title, ...Array.from({ length: height }, (_, row) => images.map((image) => line(image, row)).join('  '))].map((text) => text.trimEnd());
}

function labelledLines({ train, classes }: NamesDataset, rows: number): string[] {
  const shown = columns(train.slice(0, rows).map(({ text, label }) => [text, classes[label]]));
  return withEllipsis(shown, train.length);
}

function generatedLines(task: GeneratedDataset, rows: number): string[] {
  const { symbols, classes } = task;
  const { inputs, targets, lengths } = task.batches({ batch: rows }).at(0);
  const [, time] = inputs.shape;
  const width = inputs.size / (rows * time);
  const perRow = targets.size / rows;
  const examples = Array.from({ length: rows }, (_, row) => {
    const steps = lengths?.data[row] ?? time;
    const step = (index: number) => {
      const values = Array.from(inputs.data.subarray((row * time + index) * width, (row * time + index + 1) * width));
      return symbols.length > 0 ? symbols[values[0]] : values.map((value) => value.toFixed(2)).join('/');
    };
    const target = (index: number) => (classes.length > 0 ? classes[targets.data[row * perRow + index]] : targets.data[row * perRow + index].toFixed(2));
    return `${shortened(steps, step)} → ${shortened(perRow > 1 ? steps : perRow, target)}`;
  });
  return [...examples, '…'];
}

/** Items 0 … count − 1 in one line, the middle left out if there are many. */
function shortened(count: number, item: (index: number) => string): string {
  const words = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => item(from + index));
  const all = words(0, count);
  const separator = all.every((word) => word.length === 1) ? '' : ' ';
  const ends = separator === '' ? ENDS : ENDS / 4;
  return count <= 2 * ends + 1 ? all.join(separator) : [...all.slice(0, ends), '…', ...all.slice(count - ends)].join(separator);
}

/** Two columns, the first one padded. */
function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([first]) => first.length));
  return rows.map(([first, second]) => `${first.padEnd(width)}  ${second}`);
}

function withEllipsis(lines: readonly string[], whole: number): string[] {
  return whole > lines.length ? [...lines, '…'] : [...lines];
}
