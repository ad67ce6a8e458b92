import type { DrawingFigure } from '../figure.js';
import type { Words } from '../language.js';
import { column, fullConnection, node, NODE_RADIUS, requireWeights, slant } from './layers.js';
import { type DiagramOptions, drawing, penOf } from './drawing.js';
import { formatValue, label } from './label.js';
import { refuse, requireValues, requireWhole } from './refuse.js';

export interface FeedForwardData {
  /** Units of each layer from input to output: 2 to 6 layers of 1 to 6 units. */
  readonly sizes: readonly number[];
  /** Of each connection [units that receive, units that send]: drawn wider the larger, dashed where negative. */
  readonly weights?: readonly (readonly (readonly number[])[])[];
  /** Of each layer's units. */
  readonly values?: readonly (readonly number[])[];
}

export interface FeedForwardOptions extends DiagramOptions {
  /** Hidden layers on a slant, as `elmanNetwork` draws its own, to lay the two beside each other. Default false. */
  readonly slanted?: boolean;
}

export const MOST_UNITS = 6;
/** Distance between the units of a column, and of a slant along each axis. */
export const COLUMN_SPACING = 62;
export const slantSpacing = (count: number): number => (count > 4 ? 54 : 64);
/** Where the layers begin, below title, caption and the layers' names. */
export const LAYERS_TOP = 96;

/**
 * A plain multilayer network, left to right.
 *
 * Ids, each after `feed-forward-` (and the prefix): `layer-1-2` is unit 2 of layer 1, `layer-1-2-value` its value,
 * `arrow-layer-1-1-layer-2-3` a connection. Classes: `viz-node`, `viz-input`, `viz-hidden`, `viz-output`, `viz-connection`.
 * @throws FigureError for sizes out of range, weights or values that do not fit them
 */
export function feedForward(data: FeedForwardData, options: FeedForwardOptions = {}): DrawingFigure {
  const { sizes, weights, values } = data;
  check(data);
  const pen = penOf('feedForward', 'feed-forward', options);
  const { series } = pen.theme;
  const last = sizes.length - 1;
  const kinds = sizes.map((_, layer) => (layer === 0 ? 'input' : layer === last ? 'output' : 'hidden'));
  const slanted = (layer: number): boolean => options.slanted === true && kinds[layer] === 'hidden';
  const height = Math.max(...sizes.map((count, layer) => (count - 1) * (slanted(layer) ? slantSpacing(count) : COLUMN_SPACING))) + 2 * NODE_RADIUS;
  const centreY = LAYERS_TOP + height / 2;
  const places = sizes.map((count, layer) => {
    const centre = { x: 70 + (layer * 500) / last, y: centreY };
    return slanted(layer) ? slant(count, centre, slantSpacing(count)) : column(count, centre, COLUMN_SPACING);
  });
  const letters = { input: 'x', hidden: 'h', output: 'o' } as const;
  const colors = { input: series[0], hidden: series[2], output: series[3] } as const;
  const children = [
    ...places.slice(1).flatMap((toNodes, index) =>
      fullConnection(pen, { from: `layer-${index + 1}`, to: `layer-${index + 2}`, fromNodes: places[index], toNodes, weights: weights?.[index] }),
    ),
    ...places.flatMap((nodes, layer) => [
      label({ x: 70 + (layer * 500) / last, y: places.some((_, other) => slanted(other)) ? LAYERS_TOP - 16 : nodes[0].y - NODE_RADIUS - 12 }, pen.say(layerWords[kinds[layer]]), {
        id: pen.id(`layer-${layer + 1}-name`),
        size: 13,
        fill: colors[kinds[layer]],
      }),
      ...nodes.map((at, unit) =>
        node(pen, {
          id: `layer-${layer + 1}-${unit + 1}`,
          class: `viz-${kinds[layer]}`,
          at,
          name: `${letters[kinds[layer]]}_${unit + 1}`,
          value: values?.[layer][unit],
          color: colors[kinds[layer]],
        }),
      ),
    ]),
  ];
  const told = values?.map((layer, index) => `${pen.say(layerWords[kinds[index]])}: ${layer.map(formatValue).join(', ')}`).join('. ');
  return drawing(
    pen,
    {
      id: `feed-forward-${sizes.join('-')}`,
      title: pen.say({ en: 'Feed-forward network', ko: '순방향 신경망' }),
      caption: pen.say({ en: 'Values flow from layer to layer; nothing comes back.', ko: '값은 층에서 층으로 흐르고, 되돌아오지 않는다.' }),
      description:
        pen.say({
          en: `Layers of ${sizes.join(', ')} units from input to output. Every unit of a layer is connected to every unit of the next.`,
          ko: `입력층에서 출력층까지 노드가 ${sizes.join(', ')}개인 층들. 한 층의 모든 노드는 다음 층의 모든 노드와 이어져 있다.`,
        }) + (told === undefined ? '' : ` ${told}.`),
      size: { height: LAYERS_TOP + height + 24 },
      children,
    },
    options,
  );
}

export const layerWords: Readonly<Record<'input' | 'hidden' | 'output' | 'copy', Words>> = {
  input: { en: 'input layer', ko: '입력층' },
  hidden: { en: 'hidden layer', ko: '은닉층' },
  output: { en: 'output layer', ko: '출력층' },
  copy: { en: 'copy nodes', ko: '복사 노드' },
};

function check({ sizes, weights, values }: FeedForwardData): void {
  const where = 'feedForward';
  if (sizes.length < 2 || sizes.length > 6) refuse(where, 'wrong number of layers', `sizes has ${sizes.length}`, '2 to 6 are expected');
  sizes.forEach((size, layer) => requireWhole(where, `sizes[${layer}]`, size, 1, MOST_UNITS, 'draw a smaller network of the same kind'));
  if (weights !== undefined && weights.length !== sizes.length - 1) refuse(where, 'wrong number of weights', `${weights.length} given`, `${sizes.length - 1} expected, one matrix between two layers`);
  if (values !== undefined && values.length !== sizes.length) refuse(where, 'wrong number of layers', `values has ${values.length}`, `${sizes.length} expected`);
  weights?.forEach((matrix, index) => requireWeights(where, `weights[${index}]`, matrix, sizes[index + 1], sizes[index]));
  values?.forEach((layer, index) => requireValues(where, `values[${index}]`, layer, sizes[index]));
}
