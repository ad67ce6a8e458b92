import type { Theme } from './theme.js';

/** Contrast that text needs on its background (WCAG 2.2, success criterion 1.4.3). */
export const TEXT_CONTRAST = 4.5;

/** Relative luminance of `#rrggbb` by WCAG 2.2: 0 for black, 1 for white. */
export function relativeLuminance(color: string): number {
  const [red, green, blue] = channelsOf(color).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours by WCAG 2.2, from 1 (the same) to 21 (black and white), in any order. */
export function contrastRatio(one: string, other: string): number {
  const [darker, lighter] = [relativeLuminance(one), relativeLuminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** The colour at a fraction (0 … 1) along evenly spaced colours, mixed linearly in sRGB as Vega mixes with `interpolate: 'rgb'`. */
export function colorAt(colors: readonly string[], fraction: number): string {
  const place = Math.min(Math.max(fraction, 0), 1) * (colors.length - 1);
  const index = Math.min(Math.floor(place), colors.length - 2);
  const next = channelsOf(colors[index + 1]);
  const mixed = channelsOf(colors[index]).map((channel, at) => Math.round(channel + (next[at] - channel) * (place - index)));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** A colour for text that has 4.5:1 on a background: the theme's ink or surface if they do, else black or white (one always does). */
export function inkOn(background: string, { ink, surface }: Theme): string {
  const candidates = [ink, surface, '#000000', '#ffffff'];
  return candidates.find((color) => contrastRatio(color, background) >= TEXT_CONTRAST) ?? ink;
}

function channelsOf(color: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
}
