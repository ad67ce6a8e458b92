import type { Tile } from './spec.js';

/** So many panels at once, so many times. */
export interface PanelGroup {
  readonly panels: number;
  readonly count: number;
}

/**
 * Panels that a kernel of one or two rows walks at once: as many sums as the registers hold beside what is loaded,
 * measured on each V8 since Node 20. Undefined where one panel has sums enough.
 */
export function panelsAtOnce({ rows, vectors }: Tile, size: number): number | undefined {
  if (rows < 4 || size > 2) return undefined;
  if (size === 2) return 2;
  return vectors > 2 ? 4 : 3;
}

/** Groups of `atOnce` panels, then what is left; one panel alone is too few, so the last two groups share theirs out. */
export function groupPanels(panels: number, atOnce: number): PanelGroup[] {
  const rest = panels % atOnce;
  const whole = (panels - rest) / atOnce;
  const [more, fewer] = [Math.ceil((atOnce + 1) / 2), Math.floor((atOnce + 1) / 2)];
  const groups =
    rest === 1 && whole > 0 && atOnce > 2
      ? [{ panels: atOnce, count: whole - 1 }, { panels: more, count: 1 }, { panels: fewer, count: 1 }]
      : [{ panels: atOnce, count: whole }, { panels: rest, count: 1 }];
  return groups.filter((group) => group.panels > 0 && group.count > 0);
}
