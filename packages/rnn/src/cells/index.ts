import { describe, ValueError } from '@rekur/tensor';
import type { Cell, CellOptions } from '../cell.js';
import { elmanReluCell, elmanTanhCell } from './elman.js';
import { gruCell } from './gru.js';
import { gruResetBeforeCell } from './gruResetBefore.js';
import { irnnCell } from './irnn.js';
import { jordanCell } from './jordan.js';
import { lstmCellWith } from './lstm.js';
import { lstm1997Cell } from './lstm1997.js';
import { lstmCoupledCell } from './lstmCoupled.js';
import { lstmLayerNormCell } from './lstmLayerNorm.js';
import { lstmPeepholeCell } from './lstmPeephole.js';
import { lstmProjectionCell } from './lstmProjection.js';

/** What a model file says of a cell. */
export interface CellDescription {
  readonly name: string;
  readonly options?: CellOptions;
}

type OptionType = 'number' | 'boolean' | 'string';

interface CellFactory {
  readonly make: (options: CellOptions) => Cell;
  readonly types: Readonly<Record<string, OptionType>>;
}

/** `types` must name every option of `make`: leave one out and the build says which. */
function withOptions<Options>(make: (options: Options) => Cell, types: { readonly [Name in keyof Required<Options>]: OptionType }): CellFactory {
  // `cellFromDescription` has checked names and types before it calls this; ranges are checked by `make`.
  return { make: (options) => make(options as Options), types };
}

function plain(cell: Cell): CellFactory {
  return { make: () => cell, types: {} };
}

const factories: readonly CellFactory[] = [
  plain(elmanTanhCell),
  plain(elmanReluCell),
  plain(gruCell),
  plain(gruResetBeforeCell),
  withOptions(lstmCellWith, { forgetBias: 'number', chronoLength: 'number' }),
  plain(lstmProjectionCell),
  plain(lstmPeepholeCell),
  plain(lstmCoupledCell),
  plain(lstmLayerNormCell),
  withOptions(lstm1997Cell, {
    cellsPerBlock: 'number',
    biases: 'string',
    weightBound: 'number',
    inputGateBias: 'number',
    inputGateBiasStep: 'number',
    outputGateBias: 'number',
    outputGateBiasStep: 'number',
    truncateGradient: 'boolean',
  }),
  withOptions(jordanCell, { outputSize: 'number', outputActivation: 'string' }),
  withOptions(irnnCell, { scale: 'number' }),
];

const factoryOf: Readonly<Record<string, CellFactory>> = Object.fromEntries(factories.map((factory) => [factory.make({}).name, factory]));

/** The cells that come with this package, by name, each as it is without options. */
export const cells: Readonly<Record<string, Cell>> = Object.fromEntries(
  Object.entries(factoryOf).map(([name, { make }]) => [name, make({})]),
);

/**
 * The cell that a model file names, made with the options it gives.
 * @param own cells of one's own by name, beside the built-in ones; they are taken as they are
 * @throws ValueError for an unknown name, an unknown option, one of the wrong type or out of its range, and for a cell of
 * one's own that was made with other options.
 */
export function cellFromDescription({ name, options = {} }: CellDescription, own: Readonly<Record<string, Cell>> = {}): Cell {
  if (Object.hasOwn(own, name)) return requireSameOptions(own[name], name, options);
  if (!Object.hasOwn(factoryOf, name)) {
    const known = Object.keys({ ...cells, ...own });
    refuse(`cell is '${name}'`, `one of ${known.join(', ')} is expected`, 'pass cells of your own as { cells }');
  }
  const { make, types } = factoryOf[name];
  for (const [option, value] of Object.entries(options)) {
    if (!Object.hasOwn(types, option)) {
      const known = Object.keys(types).join(', ');
      refuse(`${name} has option '${option}'`, known ? `its options are ${known}` : 'it takes no options');
    }
    if (typeof value !== types[option]) {
      refuse(`option ${option} of ${name} is ${JSON.stringify(value)}`, `a ${types[option]} is expected`);
    }
  }
  return make(options);
}

function requireSameOptions(cell: Cell, name: string, options: CellOptions): Cell {
  const sorted = (given: CellOptions): string => JSON.stringify(Object.fromEntries(Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1))));
  const [given, expected] = [sorted(cell.options ?? {}), sorted(options)];
  if (given === expected) return cell;
  return refuse(`cell '${name}' was made with ${given}`, `${expected} is expected`, 'pass the cell made with those options');
}

function refuse(given: string, expected: string, mend?: string): never {
  throw new ValueError(describe('cellFromDescription', 'not a cell', given, expected, mend));
}
