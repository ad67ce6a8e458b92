import { chart, PADDING } from '../chart.js';
import { type ChartFigure, DEFAULT_WIDTH, type FigureOptions } from '../figure.js';
import { say } from '../language.js';
import { themes } from '../theme.js';
import { wrapText } from '../wrapText.js';
import { greyPngUrl } from './greyPng.js';
import { requireItems, requireNumbers, requireSameLength } from './require.js';

/** A small grey picture. */
export interface GreyImage {
  readonly caption: string;
  /** `[rows, columns]`: brightness. */
  readonly pixels: readonly (readonly number[])[];
}

export interface ImageGridData {
  readonly images: readonly GreyImage[];
  /** What is black and what is white. Default: 0 and 1; `[16, 0]` draws the digits' ink black. */
  readonly range?: readonly [black: number, white: number];
}

const GAP = 14;
/** Pixels of the pictures' frames. */
const FRAMES = 6;
const LARGEST = 200;
const SMALLEST = 120;
const CAPTION_SIZE = 12;

/**
 * Small grey pictures side by side, each with its caption below: the same picture in several arrangements.
 * @throws FigureError if there is nothing to draw, a picture is ragged, or a pixel is not finite
 */
export function imageGrid({ images, range = [0, 1] }: ImageGridData, options: FigureOptions = {}): ChartFigure {
  const { language, mode = 'light', width = DEFAULT_WIDTH } = options;
  requireItems('imageGrid', 'images', images);
  images.forEach(requireImage);

  const available = width - 2 * PADDING - FRAMES;
  const perRow = Math.max(1, Math.min(images.length, Math.floor((available + GAP) / (SMALLEST + GAP))));
  const room = Math.min(LARGEST, Math.floor((available - (perRow - 1) * GAP) / perRow));
  // Whole pixels, so that squares have no seams; all pictures as large as the finest can be.
  const finest = Math.max(...images.map(({ pixels }) => Math.max(pixels.length, pixels[0].length)));
  const size = Math.max(1, Math.floor(room / finest)) * finest;
  const views = images.map(({ caption, pixels }) => {
    const [rows, columns] = [pixels.length, pixels[0].length];
    const square = Math.max(1, Math.floor(size / Math.max(rows, columns)));
    const [across, down] = [square * columns, square * rows];
    const url = greyPngUrl(pixels.map((row) => row.map((brightness) => greyOf(brightness, range))));
    return {
      title: { text: wrapText(caption, CAPTION_SIZE, size), orient: 'bottom', anchor: 'middle', fontSize: CAPTION_SIZE, offset: 6 } as const,
      width: across,
      height: down,
      view: { stroke: themes[mode].line },
      data: { values: [{ url }] },
      mark: { type: 'image', width: across, height: down, align: 'left', baseline: 'top', aspect: false, smooth: false },
      encoding: { url: { field: 'url', type: 'nominal' }, x: { value: 0 }, y: { value: 0 } },
    } as const;
  });
  const listed = images.map(({ caption, pixels }) => `${caption} (${pixels[0].length}×${pixels.length})`).join('; ');
  return chart(
    {
      id: 'image-grid',
      title: say({ en: 'What the network sees', ko: '네트워크가 보는 그림' }, language),
      description: say({ en: `${images.length} grey pictures: ${listed}.`, ko: `흑백 그림 ${images.length}장: ${listed}.` }, language),
      spec: { concat: views, columns: perRow, spacing: GAP },
    },
    options,
  );
}

/** From 0, black, to 255, white. */
function greyOf(brightness: number, [black, white]: readonly [number, number]): number {
  return Math.round(255 * Math.min(1, Math.max(0, (brightness - black) / (white - black))));
}

function requireImage({ caption, pixels }: GreyImage): void {
  requireItems('imageGrid', `pixels of ${caption}`, pixels);
  requireItems('imageGrid', `pixels[0] of ${caption}`, pixels[0]);
  pixels.forEach((line, row) => {
    requireSameLength('imageGrid', `pixels[${row}] of ${caption}`, line.length, 'the columns of its first row', pixels[0].length);
    requireNumbers('imageGrid', `pixels[${row}] of ${caption}`, line);
  });
}
