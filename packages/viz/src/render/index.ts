import type { TopLevelSpec } from 'vega-lite';
import type { Figure } from '../figure.js';
import { requireIdPrefix } from '../idPrefix.js';
import { measureTextWidth } from './textWidth.js';

export interface RenderOptions {
  /** Stands before every id, so that a page can hold two figures of one id. Default none. */
  readonly idPrefix?: string;
}

/**
 * A figure as SVG text. `vega` and `vega-lite` are loaded at the first chart, and only then.
 *
 *     const svg = await renderSvg(trainingCurves(data));
 *
 * @throws Error of Vega-Lite for a specification that it cannot compile, FigureError for an `idPrefix` that begins no id
 */
export async function renderSvg(figure: Figure, { idPrefix = '' }: RenderOptions = {}): Promise<string> {
  requireIdPrefix('renderSvg', idPrefix);
  if (figure.kind === 'drawing') return idPrefix === '' ? figure.svg : withIdPrefix(figure.svg, idPrefix);
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]);
  const { textMetrics } = vega as unknown as { textMetrics: TextMetrics };
  // Without a canvas Vega takes every character for 0.8 em: too wide for Latin, too narrow for Hangul.
  if (textMetrics.width === textMetrics.estimateWidth) textMetrics.width = drawnWidth;
  const warnings: string[] = [];
  const logger = quietLogger(warnings);
  // Written in these types by `chart`, which hands it out as plain data.
  const { spec } = vegaLite.compile(figure.spec as unknown as TopLevelSpec, { logger });
  if (warnings.length > 0) throw new Error(`renderSvg: Vega-Lite warns of ${figure.id}: ${warnings.join('; ')}`);
  const view = new vega.View(vega.parse(spec), { renderer: 'none', logger });
  try {
    return accessible(await view.toSVG(), figure, idPrefix);
  } finally {
    view.finalize();
  }
}

/** A drawing names and refers to its elements in these ways only. */
function withIdPrefix(svg: string, idPrefix: string): string {
  const named = svg.replaceAll(/ (id|data-from|aria-labelledby)="([^"]+)"/g, (_, name: string, ids: string) => ` ${name}="${ids.split(' ').map((id) => idPrefix + id).join(' ')}"`);
  return named.replaceAll('url(#', `url(#${idPrefix}`);
}

interface TextItem {
  readonly fontSize?: number;
  /** Vega shortens a text that is wider. */
  readonly limit?: number;
}

interface TextMetrics {
  width: (item: TextItem, text: string | null) => number;
  readonly estimateWidth: (item: TextItem, text: string | null) => number;
}

/** The width in pixels that a text is drawn in; Vega also asks for it to find out where it must be shortened. */
function drawnWidth({ fontSize = 11, limit = 0 }: TextItem, text: string | null): number {
  const width = measureTextWidth(text ?? '', fontSize);
  return limit > 0 ? Math.min(width, limit) : width;
}

/** Vega draws what it is told; what it warns of is a fault in a specification. */
function quietLogger(warnings: string[]) {
  const logger = {
    level: () => logger,
    error: (...words: readonly unknown[]) => (warnings.push(words.join(' ')), logger),
    warn: (...words: readonly unknown[]) => (warnings.push(words.join(' ')), logger),
    info: () => logger,
    debug: () => logger,
  };
  return logger as unknown as import('vega').LoggerInterface;
}

/**
 * With a name and a description for screen readers, as an image of its own that shrinks with its page. Vega counts its clips and gradients
 * through the life of a program: here they are named after the figure, in order, so that the same figure is the same text every time
 * and several stand on one page.
 */
function accessible(svg: string, { title, description, id }: Figure, idPrefix: string): string {
  const prefix = idPrefix + id.replaceAll(/[^A-Za-z0-9_-]+/g, '-');
  const names = new Map<string, string>();
  // The figure is one image: parts of it with roles of their own would each need a name.
  const silent = svg.replaceAll(/ (?:role|aria-[a-z]+)="[^"]*"/g, '');
  const renamed = silent.replaceAll(/(\bid="|url\(#)([^")]+)/g, (_, before: string, name: string) => {
    if (!names.has(name)) names.set(name, `${prefix}-${names.size + 1}`);
    return `${before}${names.get(name)}`;
  });
  const opening = `<svg role="img" aria-labelledby="${prefix}-title ${prefix}-description" style="max-width: 100%; height: auto" `;
  const texts = `<title id="${prefix}-title">${escapeXml(title)}</title><desc id="${prefix}-description">${escapeXml(description)}</desc>`;
  return renamed.replace('<svg ', () => opening).replace('>', () => `>${texts}`);
}

/** Control characters have no place in XML at all, not even escaped. */
function escapeXml(text: string): string {
  const allowed = [...text].filter((character) => character >= ' ' || character === '\n' || character === '\t').join('');
  return allowed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
