import type { HierarchicalClusters } from '../analysis/hierarchicalClusters.js';
import { chart, PADDING } from '../chart.js';
import { type ChartFigure, DEFAULT_WIDTH, type FigureOptions } from '../figure.js';
import { say } from '../language.js';
import { refusal } from '../refusal.js';
import { measureTextWidth } from '../render/textWidth.js';
import { themes } from '../theme.js';
import { readable } from './number.js';
import { requireItems, requireNumbers, requireSameLength } from './require.js';
import { requireFew } from './requireFew.js';
import { pointChannels } from './series.js';
import { shortened } from './shortened.js';

export interface DendrogramData {
  /** `[items]`: words, or other names. */
  readonly labels: readonly string[];
  /** What `hierarchicalClusters` finds for the items, in the labels' order. */
  readonly clusters: HierarchicalClusters;
  /** `[items]`: the class that each item is known to have, such as noun or verb: at most eight different ones. */
  readonly groups?: readonly string[];
}

const ROW = 15;
const LONGEST_LABEL = 150;
/** Between a leaf's end, its sign, and its label. */
const SIGN = 16;

/**
 * A tree of clusters: items at the right, each fork as far left as its two branches are from each other. Branches whose items are
 * all of one group have its colour. The figure grows downwards with the number of items.
 * @throws FigureError if labels, groups and merges do not fit each other, or a height is not finite or below zero
 */
export function dendrogram({ labels, clusters, groups }: DendrogramData, options: FigureOptions = {}): ChartFigure {
  const { language, mode = 'light', width = DEFAULT_WIDTH } = options;
  check({ labels, clusters, groups });
  const names = [...new Set(groups)];
  requireFew('dendrogram', 'groups', names);
  const theme = themes[mode];
  const { lines, highest } = treeOf({ labels, clusters, groups });
  const leaves = clusters.order.map((item, row) => ({ label: shortened(labels[item], LONGEST_LABEL), row, height: 0, ...(groups && { series: groups[item] }) }));
  const labelWidth = Math.min(LONGEST_LABEL, Math.max(...labels.map((label) => measureTextWidth(label, 11))));
  const plot = { width: Math.floor(width - 2 * PADDING - labelWidth - SIGN - 6), height: ROW * labels.length };
  const x = {
    field: 'height',
    type: 'quantitative',
    title: say({ en: 'distance between clusters', ko: '군집 사이의 거리' }, language),
    scale: { domain: [highest, 0] as number[], nice: false },
    axis: { tickCount: 5, gridOpacity: 0.5 },
  } as const;
  const y = { field: 'row', type: 'quantitative', axis: null, scale: { domain: [-0.5, labels.length - 0.5] as number[], nice: false, reverse: true } } as const;
  const path = { x, y, detail: { field: 'merge', type: 'nominal' }, order: { field: 'place', type: 'quantitative' } } as const;
  const { color, shape } = pointChannels(names, width - 2 * PADDING);
  const last = clusters.merges[clusters.merges.length - 1];
  return chart(
    {
      id: 'dendrogram',
      title: say({ en: 'Which are alike: hierarchical clusters', ko: '무엇이 서로 비슷한가: 계층적 군집' }, language),
      description: say(
        {
          en: `Tree of ${labels.length} items; the last two clusters are ${readable(last.height)} from each other. In the tree's order: ${leaves.map(({ label }) => label).join(', ')}.`,
          ko: `항목 ${labels.length}개의 덴드로그램. 마지막 두 군집 사이의 거리는 ${readable(last.height)}. 트리 순서: ${leaves.map(({ label }) => label).join(', ')}.`,
        },
        language,
      ),
      spec: {
        vconcat: [
          {
            ...plot,
            layer: [
              { data: { values: lines.filter(({ series }) => series === undefined) }, mark: { type: 'line', color: theme.muted, strokeWidth: 1.25 }, encoding: path },
              ...(groups
                ? [
                    { data: { values: lines.filter(({ series }) => series !== undefined) }, mark: { type: 'line' as const, strokeWidth: 1.75 }, encoding: { ...path, color } },
                    { data: { values: leaves }, mark: { type: 'point' as const, filled: true, size: 44, xOffset: SIGN / 2, opacity: 1 }, encoding: { x, y, color, shape } },
                  ]
                : []),
              { data: { values: leaves }, mark: { type: 'text', align: 'left', baseline: 'middle', dx: SIGN, color: theme.ink }, encoding: { x, y, text: { field: 'label', type: 'nominal' } } },
            ],
          },
        ],
      },
    },
    options,
  );
}

function check({ labels, clusters: { merges, order }, groups }: DendrogramData): void {
  requireItems('dendrogram', 'labels', labels);
  requireSameLength('dendrogram', 'order', order.length, 'the labels', labels.length);
  requireSameLength('dendrogram', 'merges', merges.length + 1, 'the labels, and 1 less', labels.length);
  if (groups) requireSameLength('dendrogram', 'groups', groups.length, 'the labels', labels.length);
  requireNumbers('dendrogram', 'heights', merges.map(({ height }) => height), 0);
  if (merges.length === 0) throw refusal('dendrogram', 'too few items', '1', 'two or more are expected');
  merges.forEach(({ left, right }, index) => {
    const stray = [left, right].find((id) => !(Number.isInteger(id) && id >= 0 && id < labels.length + index));
    if (stray !== undefined) throw refusal('dendrogram', 'merge of what is not there', `merge ${index} names ${stray}`, `items and merges before it, 0 to ${labels.length + index - 1}, are expected`);
  });
}

interface Corner {
  readonly merge: number;
  readonly place: number;
  readonly height: number;
  readonly row: number;
  readonly series?: string;
}

/** Each merge as a line of four corners: from one branch, back to the fork, across, and to the other branch. */
function treeOf({ labels, clusters: { merges, order }, groups }: DendrogramData): { lines: Corner[]; highest: number } {
  interface Branch { readonly height: number; readonly row: number; readonly group?: string }
  const branches: Branch[] = labels.map((_, item) => ({ height: 0, row: order.indexOf(item), group: groups?.[item] }));
  const lines: Corner[] = [];
  merges.forEach(({ left, right, height }, merge) => {
    const [one, other] = [branches[left], branches[right]];
    const group = one.group === other.group ? one.group : undefined;
    const corners = [{ ...one }, { height, row: one.row }, { height, row: other.row }, { ...other }];
    corners.forEach((corner, place) => lines.push({ merge, place, height: corner.height, row: corner.row, ...(group !== undefined && { series: group }) }));
    branches.push({ height, row: (one.row + other.row) / 2, group });
  });
  return { lines, highest: Math.max(...merges.map(({ height }) => height)) * 1.03 || 1 };
}
