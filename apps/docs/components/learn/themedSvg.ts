import { themes } from '@rekur/viz';

/**
 * A figure that follows the page into dark mode by itself: the light theme's colours become variables of `style.css` and `figures.css`, so a
 * figure that is drawn when the site is built is right in both modes, before any script runs.
 */
export function themedSvg(svg: string): string {
  return svg.replaceAll(/#[0-9a-f]{6}\b/g, (color) => variables.get(color) ?? color);
}

/** A chart as one image, named and described as a whole: the roles that Vega gives to its marks would each need a name of their own. */
export function asOneImage(svg: string): string {
  const start = svg.indexOf('>');
  return svg.slice(0, start) + svg.slice(start).replaceAll(/ (role|aria-roledescription|aria-label|aria-hidden)="[^"]*"/g, '');
}

const { surface, raised, ink, muted, line, accent, series, sequential } = themes.light;

/** Of two names for one colour the first wins: they are one colour in dark mode too. */
const variables = new Map<string, string>([
  ...series.map((color, index) => [color, `var(--viz-series-${index + 1})`] as const),
  ...sequential.map((color, index) => [color, `var(--viz-sequential-${index + 1})`] as const),
  ...Object.entries({ surface, raised, ink, muted, line, accent }).map(([name, color]) => [color, `var(--rekur-${name})`] as const),
]);

/** What is taken from a drawing whose title and caption stand in the page: it begins at `top`. */
export interface Crop {
  readonly top: number;
  /** Default 0. */
  readonly left?: number;
  readonly right?: number;
}

/** A drawing of 640 × its height, cut and as wide as its place; heading and caption are left to the page. */
export function fitted(svg: string, { top, left = 0, right = 640 }: Crop): string {
  const [, height] = /viewBox="0 0 640 (\d+)"/.exec(svg)!;
  return svg
    .replace(/ width="[\d.]+" height="[\d.]+" viewBox="[^"]*"/, ` viewBox="${left} ${top} ${right - left} ${Number(height) - top}"`)
    .replaceAll(/<text id="[\w-]*?(?<!input|hidden|output|copy)-(heading|caption)" [^>]*>[^<]*<\/text>/g, '');
}
