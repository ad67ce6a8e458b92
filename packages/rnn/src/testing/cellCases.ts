import type { Cell } from '../cell.js';
import { elmanReluCell, elmanTanhCell } from '../cells/elman.js';
import { gruCell } from '../cells/gru.js';
import { gruResetBeforeCell } from '../cells/gruResetBefore.js';
import { irnnCell } from '../cells/irnn.js';
import { jordanCell } from '../cells/jordan.js';
import { lstmCell } from '../cells/lstm.js';
import { lstm1997Cell } from '../cells/lstm1997.js';
import { lstmCoupledCell } from '../cells/lstmCoupled.js';
import { lstmLayerNormCell } from '../cells/lstmLayerNorm.js';
import { lstmPeepholeCell } from '../cells/lstmPeephole.js';
import { lstmProjectionCell } from '../cells/lstmProjection.js';
import { type PlainStep, references } from './cellReferences.js';

/** First values of a parameter: uniform in ± a bound, normal with a deviation, one number, or the identity. */
export type First = { uniform: number } | { normal: number } | { every: number } | { identity: number };

export interface CellCase {
  readonly cell: Cell;
  readonly reference: PlainStep;
  /** For 7 inputs and 16 hidden units, with biases: every parameter in order. */
  readonly defaults: Readonly<Record<string, readonly [shape: readonly number[], first: First]>>;
  readonly projectionSize?: number;
  /** Hidden units in the comparisons. Default 2. */
  readonly hiddenSize?: number;
  /** Gates in the order of rows, for parameters that hold not all of them or not in `cell.gates`' order. */
  readonly gatesOf?: Readonly<Record<string, readonly string[]>>;
}

const quarter = { uniform: 0.25 }; // 1/√16
const tenth = { uniform: 0.1 };
const pytorch = (rows: number): CellCase['defaults'] => ({
  weight_ih: [[rows, 7], quarter],
  weight_hh: [[rows, 16], quarter],
  bias_ih: [[rows], quarter],
  bias_hh: [[rows], quarter],
});
const jordanDefaults = (output: number): CellCase['defaults'] => ({
  weight_ih: [[16, 7], quarter],
  weight_yh: [[16, output], quarter],
  weight_ho: [[output, 16], quarter],
  bias_h: [[16], quarter],
  bias_o: [[output], quarter],
});

/** Every cell of the registry, alone and with its options, and what is expected of it: a new cell adds a line or more. */
export const cellCases: Readonly<Record<string, CellCase>> = {
  'rnn-tanh': { cell: elmanTanhCell, reference: references.elmanTanh, defaults: pytorch(16) },
  'rnn-relu': { cell: elmanReluCell, reference: references.elmanRelu, defaults: pytorch(16) },
  irnn: {
    cell: irnnCell(),
    reference: references.elmanRelu,
    defaults: { weight_ih: [[16, 7], { normal: 0.001 }], weight_hh: [[16, 16], { identity: 1 }], bias_ih: [[16], { every: 0 }], bias_hh: [[16], { every: 0 }] },
  },
  'irnn of scale 0.01': {
    cell: irnnCell({ scale: 0.01 }),
    reference: references.elmanRelu,
    defaults: { weight_ih: [[16, 7], { normal: 0.001 }], weight_hh: [[16, 16], { identity: 0.01 }], bias_ih: [[16], { every: 0 }], bias_hh: [[16], { every: 0 }] },
  },
  jordan: { cell: jordanCell(), reference: references.jordanSigmoid, defaults: jordanDefaults(16) },
  'jordan with 3 outputs and tanh': {
    cell: jordanCell({ outputSize: 3, outputActivation: 'tanh' }),
    reference: references.jordanTanh,
    defaults: jordanDefaults(3),
  },
  'jordan with the identity': { cell: jordanCell({ outputActivation: 'identity' }), reference: references.jordanIdentity, defaults: jordanDefaults(16) },
  gru: { cell: gruCell, reference: references.gru, defaults: pytorch(48) },
  'gru-reset-before': {
    cell: gruResetBeforeCell,
    reference: references.gruResetBefore,
    defaults: { weight_ih: [[48, 7], quarter], weight_hh: [[48, 16], quarter], bias_ih: [[48], quarter] },
  },
  lstm: { cell: lstmCell, reference: references.lstm, defaults: pytorch(64) },
  'lstm-projection': {
    cell: lstmProjectionCell,
    projectionSize: 1,
    reference: references.lstmProjection,
    defaults: { ...pytorch(64), weight_hh: [[64, 1], quarter], weight_hr: [[1, 16], quarter] },
  },
  'lstm-projection without a size': {
    cell: lstmProjectionCell,
    reference: references.lstmProjection,
    defaults: { ...pytorch(64), weight_hr: [[16, 16], quarter] },
  },
  'lstm-peephole': {
    cell: lstmPeepholeCell,
    reference: references.lstmPeephole,
    defaults: { ...pytorch(64), weight_peephole: [[48], quarter] },
    gatesOf: { weight_peephole: ['input', 'forget', 'output'] },
  },
  'lstm-coupled': { cell: lstmCoupledCell, reference: references.lstmCoupled, defaults: pytorch(48) },
  'lstm-layer-norm': {
    cell: lstmLayerNormCell,
    // Two normalised numbers are always 1 and −1.
    hiddenSize: 3,
    reference: references.lstmLayerNorm,
    defaults: {
      weight_ih: [[64, 7], quarter],
      weight_hh: [[64, 16], quarter],
      gain_ih: [[64], { every: 1 }],
      gain_hh: [[64], { every: 1 }],
      gain_c: [[16], { every: 1 }],
      bias_ih: [[64], { every: 0 }],
      bias_hh: [[64], { every: 0 }],
      bias_c: [[16], { every: 0 }],
    },
  },
  lstm1997: {
    cell: lstm1997Cell(),
    reference: references.lstm1997(1),
    defaults: { weight_ih: [[48, 7], tenth], weight_hh: [[48, 48], tenth], bias_ih: [[48], tenth] },
  },
  'lstm1997 in blocks of 2 with biases for the gates': {
    cell: lstm1997Cell({ cellsPerBlock: 2, biases: 'gates', weightBound: 0.2 }),
    hiddenSize: 4,
    reference: references.lstm1997(2, (count) => count),
    defaults: { weight_ih: [[32, 7], { uniform: 0.2 }], weight_hh: [[32, 32], { uniform: 0.2 }], bias_ih: [[16], { uniform: 0.2 }] },
    gatesOf: { bias_ih: ['input', 'output'] },
  },
};
