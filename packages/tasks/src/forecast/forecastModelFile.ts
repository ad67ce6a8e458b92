import { describe, flattenTree, fromData, sameShape } from '@rekur/tensor';
import type { Parameters } from '@rekur/rnn';
import type { Tree } from '@rekur/tensor';
import { TaskError } from '../error.js';
import type { ModelFile } from '../modelFile.js';
import { usedBy } from '../modelFile.js';
import type { LinearRecursion } from './autoregression.js';
import type { ForecastCard, ForecastModel, NetworkPart } from './model.js';
import type { NetworkForm } from './network.js';
import { featureCount } from './network.js';
import { modelReach } from './predict.js';
import type { Preprocessing } from './preprocessing.js';
import { readCard } from './readCard.js';
import type { Field } from './read.js';
import { inside, readList, readNumber, readOneOf, readText, readWhole } from './read.js';

/** The model as `encodeModelFile` and `modelFileContent` take it. */
export function forecastModelFile(model: ForecastModel): ModelFile {
  const { history, residuals, network, ...rest } = model;
  const networks = Object.fromEntries(network.stops.map(({ members }, stop) => [stop, Object.fromEntries(members.map((member, index) => [index, member]))]));
  return {
    task: 'forecast',
    parameters: {
      history: fromData(history, [history.length]),
      residuals: fromData(residuals, [residuals.length]),
      ...(network.stops.length > 0 ? { networks } : {}),
    },
    description: {
      ...rest,
      network: { ...network, stops: network.stops.map(({ step, weight, members }) => ({ step, weight, members: members.length })) },
    },
  };
}

/**
 * The model of a file, as `decodeModelFile` read it. Nothing in it is trusted: every field is checked, and the weights must
 * fit the networks that it describes.
 * @throws TaskError for a model of another task, or one whose parts do not fit.
 */
export function forecastModelFromFile(file: ModelFile): ForecastModel {
  if (file.task !== 'forecast') {
    throw new TaskError(
      describe('forecastModelFromFile', 'model of another task', `its task is ${file.task}`, 'a model that was trained on a series is expected', usedBy[file.task]),
    );
  }
  try {
    return checked(file);
  } catch (cause) {
    if (!(cause instanceof TaskError)) throw cause;
    throw new TaskError(
      describe('forecastModelFromFile', 'model is damaged', cause.message, 'parts that fit together are expected', 'train it again'),
      { cause },
    );
  }
}

function checked({ parameters, description }: ModelFile): ForecastModel {
  const root: Field = { path: '', value: description };
  const history = doubles(parameters, 'history');
  const period = readWhole(inside(root, 'period'), 1);
  const linear = readRecursion(inside(root, 'linear'));
  const times = inside(root, 'times').value === undefined ? undefined : readList(inside(root, 'times'), readText);
  if (times && times.length !== history.length) throw new TaskError(`it has ${times.length} times for ${history.length} values`);
  const reach = modelReach({ linear });
  if (history.length < reach) throw new TaskError(`it has ${history.length} values of history and looks ${reach} back`);
  const preprocessing = readPreprocessing(inside(root, 'preprocessing'));
  if (preprocessing.transform === 'log' && history.some((value) => value <= 0)) throw new TaskError('it takes logarithms of values that are not positive');
  return {
    name: readText(inside(root, 'name')),
    valueName: readText(inside(root, 'valueName')),
    period,
    preprocessing,
    linear,
    network: readNetwork(inside(root, 'network'), parameters, period),
    history,
    ...(times ? { times } : {}),
    residuals: doubles(parameters, 'residuals'),
    card: readCard(inside(root, 'card')) satisfies ForecastCard,
  };
}

/** A vector of finite float64 numbers. */
function doubles(parameters: Parameters, name: string): Float64Array {
  const found = flattenTree(parameters).find(({ path }) => path === name)?.value;
  if (found?.dtype !== 'float64' || found.rank !== 1) throw new TaskError(`its ${name} is missing or no float64 vector`);
  const values = Float64Array.from(found.data);
  if (!values.every(Number.isFinite)) throw new TaskError(`its ${name} holds a value that is not finite`);
  return values;
}

function readPreprocessing(field: Field): Preprocessing {
  return {
    transform: readOneOf(inside(field, 'transform'), ['log', 'none']),
    mean: readNumber(inside(field, 'mean')),
    deviation: readNumber(inside(field, 'deviation'), Number.MIN_VALUE),
  };
}

function readRecursion(field: Field): LinearRecursion {
  const lags = readList(inside(field, 'lags'), (lag) => readWhole(lag, 1));
  const coefficients = readList(inside(field, 'coefficients'), (each) => readNumber(each));
  if (lags.length !== coefficients.length || lags.some((lag, index) => index > 0 && lag <= lags[index - 1])) {
    throw new TaskError(`its linear path has ${lags.length} lags, in order or not, for ${coefficients.length} coefficients`);
  }
  return { lags, coefficients, constant: readNumber(inside(field, 'constant')) };
}

function readNetwork(field: Field, parameters: Parameters, period: number): NetworkPart {
  const formField = inside(field, 'form');
  const differencingField = inside(formField, 'differencing');
  const form: NetworkForm = {
    differencing: {
      ordinary: readOneOf(inside(differencingField, 'ordinary'), [0, 1]),
      seasonal: readOneOf(inside(differencingField, 'seasonal'), [0, 1]),
      period: readOneOf(inside(differencingField, 'period'), [period]),
    },
    window: readWhole(inside(formField, 'window'), 1, 1000),
    hidden: readWhole(inside(formField, 'hidden'), 1, 1024),
  };
  const scaleField = inside(field, 'scale');
  return {
    form,
    scale: {
      mean: readNumber(inside(scaleField, 'mean')),
      deviation: readNumber(inside(scaleField, 'deviation'), Number.MIN_VALUE),
      target: readNumber(inside(scaleField, 'target'), 0),
    },
    stops: readList(inside(field, 'stops'), (stop) => {
      const index = /\[(\d+)\]$/.exec(stop.path)?.[1];
      const members = readWhole(inside(stop, 'members'), 1, 100);
      return {
        step: readWhole(inside(stop, 'step'), 1),
        weight: readNumber(inside(stop, 'weight'), 0),
        members: Array.from({ length: members }, (_, member) => readMember(parameters, ['networks', String(index), String(member)], form)),
      };
    }),
  };
}

/** The parameters of one network, whose shapes must be those of its form. */
function readMember(parameters: Parameters, path: readonly string[], form: NetworkForm): Parameters {
  const found = path.reduce<Tree | undefined>((tree, key) => (tree && Object.hasOwn(tree, key) ? (tree as Record<string, Tree>)[key] : undefined), parameters);
  const leaves = new Map(found ? flattenTree(found).map(({ path: name, value }) => [name, value]) : []);
  const gates = 4 * form.hidden;
  const expected = {
    '0.weight_ih_l0': [gates, featureCount(form)],
    '0.weight_hh_l0': [gates, form.hidden],
    '0.bias_ih_l0': [gates],
    '0.bias_hh_l0': [gates],
    '2.weight': [1, form.hidden],
    '2.bias': [1],
  };
  for (const [name, shape] of Object.entries(expected)) {
    const value = leaves.get(name);
    if (value?.dtype === 'float32' && sameShape(value.shape, shape) && value.data.every(Number.isFinite)) continue;
    throw new TaskError(`${path.join('.')}.${name} is missing, of another shape than [${shape.join(', ')}], or not finite`);
  }
  return found as Parameters;
}
