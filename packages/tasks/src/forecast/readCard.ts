import type { RunCard } from '../running.js';
import { arithmetics } from '../running.js';
import type { AutoregressionForm } from './autoregression.js';
import type { MethodError } from './comparison.js';
import type { Backtest, ForecastCard, NetworkContribution } from './model.js';
import type { Field } from './read.js';
import { inside, readList, readNumber, readOneOf, readText, readWhole } from './read.js';
import type { ForecastSettings } from './settings.js';
import { settingNames } from './settings.js';

/** The card of a model file, every field checked. @throws TaskError naming the field that is wrong. */
export function readCard(card: Field): ForecastCard {
  const settings = inside(card, 'settings');
  return {
    settings: Object.fromEntries(settingNames.map((name) => [name, readWhole(inside(settings, name), 0)])) as unknown as ForecastSettings,
    plan: readList(inside(card, 'plan'), readText),
    linear: readList(inside(card, 'linear'), (share) => ({
      form: readForm(inside(share, 'form')),
      weight: readNumber(inside(share, 'weight'), 0),
      error: readNumber(inside(share, 'error'), 0),
    })),
    contribution: readContribution(inside(card, 'contribution')),
    backtest: readBacktest(inside(card, 'backtest')),
    ...readRun(card),
    versions: { tasks: readText(inside(inside(card, 'versions'), 'tasks')) },
  };
}

/** Files from before the engine's name was kept have none. */
function readRun(card: Field): RunCard {
  const engine = inside(card, 'engine');
  return {
    ...(engine.value === undefined ? {} : { engine: readText(engine) }),
    arithmetic: readOneOf(inside(card, 'arithmetic'), arithmetics),
  };
}

function readForm(form: Field): AutoregressionForm {
  return {
    ordinary: readOneOf(inside(form, 'ordinary'), [0, 1]),
    seasonal: readOneOf(inside(form, 'seasonal'), [0, 1]),
    period: readWhole(inside(form, 'period'), 1),
    lags: readList(inside(form, 'lags'), (lag) => readWhole(lag, 1)),
    intercept: readOneOf(inside(form, 'intercept'), [true, false]),
  };
}

function readContribution(field: Field): NetworkContribution {
  return {
    weight: readNumber(inside(field, 'weight'), 0),
    stops: readList(inside(field, 'stops'), (stop) => ({ step: readWhole(inside(stop, 'step'), 1), weight: readNumber(inside(stop, 'weight'), 0) })),
    errorWithout: readNumber(inside(field, 'errorWithout'), 0),
    errorWith: readNumber(inside(field, 'errorWith'), 0),
  };
}

function readBacktest(field: Field): Backtest {
  return {
    rows: readList(inside(field, 'rows'), readRow),
    coverage: readList(inside(field, 'coverage'), (each) => ({ level: readNumber(inside(each, 'level')), share: readNumber(inside(each, 'share'), 0) })),
  };
}

function readRow(row: Field): MethodError {
  const scaled = inside(row, 'meanAbsoluteScaledError');
  return {
    method: readText(inside(row, 'method')),
    rootMeanSquaredError: readNumber(inside(row, 'rootMeanSquaredError'), 0),
    meanAbsoluteError: readNumber(inside(row, 'meanAbsoluteError'), 0),
    meanAbsoluteScaledError: scaled.value === null ? null : readNumber(scaled, 0),
  };
}
