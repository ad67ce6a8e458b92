import { gradientFlow, observe } from '@rekur/rnn';
import type { InterpretableUnit, ModelFile, NetworkView } from '@rekur/tasks';
import { interpretableUnit } from '@rekur/tasks';
import type { Tensor } from '@rekur/tensor';
import { flattenTree } from '@rekur/tensor';
import type { Figure, FigureOptions, Language } from '@rekur/viz';
import { activationText, cellDiagram, gradientNorms, memoryUse, operationTimes, say, singularValues, singularValueSpectrum, stateHeatMap, tokenSurprise, weightHistograms } from '@rekur/viz';
import { explainForward } from '../explain/explainNetwork.js';
import { explainedNetwork } from '../explain/network.js';
import { bitsOf, blocksOf, cellsIn, rowsOf, unitName, type Recurrent } from './readNetwork.js';
import { featureWords, gateWords } from './words.js';

/** A figure's place in a report: what flows, what is seen in the states, what the weights are, what the compiler makes of it. */
export interface NetworkFigures {
  readonly gradients: readonly Figure[];
  readonly states: readonly Figure[];
  readonly weights: readonly Figure[];
  readonly compiled: readonly Figure[];
}

/** What is drawn of at most: rows and columns that can be told apart. */
const MOST_STEPS = 48;
const MOST_UNITS = 32;
const MOST_GATES = 4;
const MOST_TENSORS = 9;
const LARGEST_MATRIX = 320;

/**
 * Figures of a model's network reading an input.
 * @param view a short input, of which all steps are shown
 * @param long a longer one where there is a text: for what shows only along many lines; default: `view`
 */
export function networkFigures(file: ModelFile, view: NetworkView, long: NetworkView = view, options: FigureOptions = {}): NetworkFigures {
  const states = observe(long.module, long.parameters, long.input);
  const layers = cellsIn(view.module.description, states.steps);
  const unit = interpretableUnit(states.steps, long.steps, readsText(file) ? undefined : firstFeature(long.input));
  return {
    gradients: gradientFigures(view, options),
    states: [...stateFigures(view, layers.at(-1), unit, options), ...textFigures(file, long, states.output, unit, options)],
    weights: weightFigures(view, layers, options),
    compiled: compiledFigures(file, options),
  };
}

/** All of them, in the order of a report. */
export function listFigures({ gradients, states, weights, compiled }: NetworkFigures): Figure[] {
  return [...gradients, ...states, ...weights, ...compiled];
}

function readsText(file: ModelFile): boolean {
  return file.task === 'text' || (file.task === 'classify' && (file.description['encoder'] as { kind?: string } | undefined)?.kind !== 'numbers');
}

/** The first number of each step, [1, time, features] → [time]. */
function firstFeature({ shape, data }: Tensor): number[] {
  const width = shape[2] ?? 1;
  return Array.from({ length: shape[1] }, (_, step) => data[step * width]);
}

function gradientFigures({ module, parameters, input, loss, steps }: NetworkView, options: FigureOptions): Figure[] {
  const flow = gradientFlow(module, parameters, input, loss);
  const series = Object.entries(flow).map(([name, { steps: norms }]) => ({ name, norms: Array.from(norms.data) }));
  return series.length === 0 ? [] : [gradientNorms({ series: series.slice(0, 6), lossStep: steps.length }, options)];
}

function stateFigures(view: NetworkView, layer: Recurrent | undefined, unit: InterpretableUnit | undefined, options: FigureOptions): Figure[] {
  if (!layer) return [];
  const observed = observe(view.module, view.parameters, view.input).steps;
  const { language } = options;
  const steps = Math.min(view.steps.length, MOST_STEPS);
  const panelOf = (path: string, name: string, isGate: boolean) => {
    const values = rowsOf(observed[path]).slice(-steps).map((row) => row.slice(0, MOST_UNITS));
    const width = observed[path].shape[2];
    const share = isGate && values.every((row) => row.every((value) => value >= 0 && value <= 1));
    const of = width > MOST_UNITS ? say({ en: ` (units 1–${MOST_UNITS} of ${width})`, ko: ` (유닛 ${width}개 중 1–${MOST_UNITS})` }, language) : '';
    return { name: name + of, values, scale: share ? ('share' as const) : ('signed' as const) };
  };
  const gates = layer.gates.slice(0, MOST_GATES).map((gate) => panelOf(`${layer.path}.gates.${gate}`, gateWords(gate, language), true));
  const [output] = layer.states;
  const panels = gates.length > 0 ? gates : [panelOf(`${layer.path}.${output}`, output, false)];
  const tokens = view.steps.slice(-steps);
  return [stateHeatMap({ panels, tokens }, options), cellDiagram(diagramData(layer, observed, unit), options)];
}

/** The cell of a layer with the numbers of one unit at the last step. */
function diagramData(layer: Recurrent, observed: Readonly<Record<string, Tensor>>, unit: InterpretableUnit | undefined) {
  const index = unit?.path.startsWith(`${layer.path}.`) ? unit.unit : 0;
  const at = (path: string, back: number): number | undefined => rowsOf(observed[path]).at(-1 - back)?.[index];
  const pick = (names: readonly string[], prefix: string, back: number): Record<string, number> =>
    Object.fromEntries(names.flatMap((name) => ((value) => (value === undefined ? [] : [[name, value]]))(at(`${layer.path}.${prefix}${name}`, back))));
  return {
    name: layer.cell,
    states: layer.states,
    gates: layer.gates,
    values: { gates: pick(layer.gates, 'gates.', 0), previous: pick(layer.states, '', 1), next: pick(layer.states, '', 0) },
  };
}

function textFigures(file: ModelFile, long: NetworkView, output: Tensor, unit: InterpretableUnit | undefined, options: FigureOptions): Figure[] {
  if (!readsText(file)) return [];
  const figures: Figure[] = [];
  if (unit) {
    const strongest = Math.max(...unit.values.map(Math.abs));
    const name = `${unitName(unit)}: ${featureWords(unit.feature, options.language)}, r = ${unit.correlation.toFixed(2)}`;
    figures.push(activationText({ tokens: long.steps, activations: unit.values, unit: name, strongest }, options));
  }
  if (file.task === 'text') figures.push(tokenSurprise({ tokens: long.steps, bits: bitsOf(output, long.input) }, options));
  return figures;
}

function weightFigures({ parameters }: NetworkView, layers: readonly Recurrent[], options: FigureOptions): Figure[] {
  const tensors = flattenTree(parameters)
    .map(({ path, value }) => ({ name: path, values: value.data, size: value.size }))
    .filter(({ size }) => size > 1)
    .sort((a, b) => b.size - a.size)
    .slice(0, MOST_TENSORS);
  const recurrent = flattenTree(parameters).filter(({ path, value: { shape } }) => path.includes('weight_hh') && shape.length === 2 && shape[1] <= LARGEST_MATRIX);
  const matrices = recurrent.slice(0, 2).flatMap(({ path, value }) => blocksOf(value).slice(0, 4).map(({ rows, block, of }) => ({ name: blockName(path, block, of, layers, options.language), values: singularValues(rows) })));
  return [
    ...(tensors.length > 0 ? [weightHistograms({ tensors }, options)] : []),
    ...(matrices.length > 0 ? [singularValueSpectrum({ matrices: matrices.slice(0, 8) }, options)] : []),
  ];
}

/** `1.l0, forget gate`: what a block of recurrent weights is for, where the cell says it. */
function blockName(path: string, block: number, of: number, layers: readonly Recurrent[], language: Language | undefined): string {
  const layer = layers.find((each) => path === each.path.replace(/(l\d+(?:_reverse)?)$/, 'weight_hh_$1'));
  if (of === 1 || !layer) return of === 1 ? path : `${path}[${block}]`;
  return `${layer.path}, ${layer.gates.length === of ? gateWords(layer.gates[block], language) : block}`;
}

function compiledFigures(file: ModelFile, options: FigureOptions): Figure[] {
  const network = explainedNetwork(file, {});
  if (!network) return [];
  const { work, memory } = explainForward(network, {});
  const operations = [
    { name: say({ en: 'products', ko: '행렬 곱' }, options.language), amount: work.matmul },
    { name: say({ en: 'elementwise', ko: '원소별 연산' }, options.language), amount: work.elementwise },
    { name: say({ en: 'reductions', ko: '축약' }, options.language), amount: work.reduction },
  ];
  return [operationTimes({ operations, unit: 'operations' }, options), memoryUse(memory, options)];
}
