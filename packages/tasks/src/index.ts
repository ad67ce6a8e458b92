export { TaskError } from './error.js';
export { decodeModelFile, encodeModelFile, modelFileContent } from './modelFile.js';
export type { ModelFile } from './modelFile.js';
export type { Arithmetic, RunCard, RunOptions } from './running.js';

// Text.
export type { TextSource } from './text/data.js';
export { evaluateText } from './text/evaluate.js';
export type { EvaluateOptions } from './text/evaluate.js';
export type { TextEndEvent, TextEvent, TextPlanEvent, TextSampleEvent, TextValidationEvent } from './text/events.js';
export { generate } from './text/generate.js';
export type { GenerateOptions } from './text/generate.js';
export type { HeldOutFigure, TextCard, TextModel } from './text/model.js';
export type { PickOptions } from './text/pick.js';
export type { TextSettings, TextSettingsOptions } from './text/settings.js';
export { textModelFile, textModelFromFile } from './text/textModelFile.js';
export { trainText } from './text/trainText.js';
export type { TrainTextOptions } from './text/trainText.js';

// Forecasting.
export { rollingOrigin } from './forecast/backtest.js';
export type { BacktestResult, BacktestRow, Forecaster, RollingOriginOptions } from './forecast/backtest.js';
export { drift, naive, seasonalNaive, seasonalRandomWalk } from './forecast/baselines.js';
export {
  decodeForecastCheckpoint,
  encodeForecastCheckpoint,
  forecastCheckpointContent,
  forecastCheckpointFromFile,
} from './forecast/checkpoint.js';
export type { ForecastCheckpoint, TrainingIdentity } from './forecast/checkpoint.js';
export type { MethodError } from './forecast/comparison.js';
export type {
  ForecastBacktestEvent,
  ForecastChoiceEvent,
  ForecastEndEvent,
  ForecastEvent,
  ForecastPhase,
  ForecastPlanEvent,
  ForecastProgressEvent,
} from './forecast/events.js';
export { forecast } from './forecast/forecast.js';
export type { Forecast, ForecastCallOptions, ForecastInterval } from './forecast/forecast.js';
export { forecastModelFile, forecastModelFromFile } from './forecast/forecastModelFile.js';
export { meanAbsoluteError, meanAbsoluteScaledError, rootMeanSquaredError } from './forecast/metrics.js';
export type { Backtest, ForecastCard, ForecastModel, NetworkContribution } from './forecast/model.js';
export { planForecast } from './forecast/plan.js';
export type { ForecastPlan } from './forecast/plan.js';
export { oneStepAhead } from './forecast/predict.js';
export type { ForecastSeries } from './forecast/series.js';
export type { ForecastSettings, ForecastSettingsOptions } from './forecast/settings.js';
export { trainForecast } from './forecast/train.js';
export type { ForecastOptions } from './forecast/train.js';

// Classification.
export { classify, classifyAll } from './classify/classify.js';
export type { Classification, ClassifyOptions, LabelProbability } from './classify/classify.js';
export { classifyModelFile, classifyModelFromFile } from './classify/classifyModelFile.js';
export type { ClassifyInput, ClassifySource, LabelledInputs, NumberSequence } from './classify/data.js';
export type { EncoderJSON } from './classify/encoder.js';
export type { ClassEvaluation, Evaluation } from './classify/evaluation.js';
export type { ClassifyEndEvent, ClassifyEvent, ClassifyPlanEvent, ClassifyValidationEvent } from './classify/events.js';
export type { ClassBalance, ClassifyCard, ClassifyModel } from './classify/model.js';
export { inputsFromCsv, labelledFromCsv } from './classify/fromCsv.js';
export type { CsvInputOptions, LabelledCsvOptions } from './classify/fromCsv.js';
export { labelledFromDataset } from './classify/fromDataset.js';
export type { ClassifyForm } from './classify/network.js';
export type { ClassifySettings, ClassifySettingsOptions, Pooling } from './classify/settings.js';
export { trainClassifier } from './classify/train.js';
export type { TrainClassifierOptions } from './classify/train.js';

// To look inside models.
export { interpretableUnit } from './inspect/interpretableUnit.js';
export type { InterpretableUnit, UnitFeature } from './inspect/interpretableUnit.js';
export { viewClassifier, viewForecaster, viewText } from './inspect/networkView.js';
export type { NetworkView, ViewOptions } from './inspect/networkView.js';
