export type { ChartFigure, DrawingFigure, Figure, FigureOptions, VegaLiteSpec } from './figure.js';
export { FigureError } from './error.js';
export type { Language, Words } from './language.js';
export { say } from './language.js';
export { themes } from './theme.js';
export type { Mode, Theme } from './theme.js';

// Charts.
export { trainingCurves } from './charts/trainingCurves.js';
export type { Curve, TrainingCurvesData } from './charts/trainingCurves.js';
export { accuracyBars } from './charts/accuracyBars.js';
export type { Accuracy, AccuracyBarsData } from './charts/accuracyBars.js';
export { activationText } from './charts/activationText.js';
export type { ActivationTextData } from './charts/activationText.js';
export { decayCurves } from './charts/decayCurves.js';
export type { Decay, DecayCurvesData } from './charts/decayCurves.js';
export { errorByPosition } from './charts/errorByPosition.js';
export type { ErrorByPositionData } from './charts/errorByPosition.js';
export { gradientNorms } from './charts/gradientNorms.js';
export type { GradientNorms, GradientNormsData } from './charts/gradientNorms.js';
export { imageGrid } from './charts/imageGrid.js';
export type { GreyImage, ImageGridData } from './charts/imageGrid.js';
export { stateHeatMap } from './charts/stateHeatMap.js';
export type { StateHeatMapData, StatePanel } from './charts/stateHeatMap.js';
export { successAgainstLag } from './charts/successAgainstLag.js';
export type { LagResult, SuccessAgainstLagData } from './charts/successAgainstLag.js';
export { tokenSurprise } from './charts/tokenSurprise.js';
export type { TokenSurpriseData } from './charts/tokenSurprise.js';

// Charts of weights, states, forecasts and compiled Programs.
export { confusionMatrix } from './charts/confusionMatrix.js';
export type { ConfusionMatrixData } from './charts/confusionMatrix.js';
export { dendrogram } from './charts/dendrogram.js';
export type { DendrogramData } from './charts/dendrogram.js';
export { eigenvalueCircle } from './charts/eigenvalueCircle.js';
export type { EigenvalueCircleData } from './charts/eigenvalueCircle.js';
export { forecastFigure } from './charts/forecastFigure.js';
export type { Band, ForecastFigureData, Series } from './charts/forecastFigure.js';
export { memoryPlan } from './charts/memoryPlan.js';
export type { BufferRole, MemoryPlanData, PlannedBuffer } from './charts/memoryPlan.js';
export { memoryUse } from './charts/memoryUse.js';
export type { MemoryUseData } from './charts/memoryUse.js';
export { operationTimes } from './charts/operationTimes.js';
export type { OperationTimesData, OperationUnit } from './charts/operationTimes.js';
export { singularValueSpectrum } from './charts/singularValueSpectrum.js';
export type { SingularValueSpectrumData, Spectrum } from './charts/singularValueSpectrum.js';
export { stateTrajectories } from './charts/stateTrajectories.js';
export type { StateTrajectoriesData, Trajectory } from './charts/stateTrajectories.js';
export type { Time } from './charts/timeAxis.js';
export { weightHistograms } from './charts/weightHistograms.js';
export type { WeightHistogramsData } from './charts/weightHistograms.js';

// Analysis: what some charts are drawn of.
export { eigenvalues } from './analysis/eigenvalues.js';
export type { Complex } from './analysis/eigenvalues.js';
export { hierarchicalClusters } from './analysis/hierarchicalClusters.js';
export type { HierarchicalClusters, Linkage, Merge } from './analysis/hierarchicalClusters.js';
export type { Matrix } from './analysis/matrix.js';
export { principalComponents, projectOnto } from './analysis/principalComponents.js';
export type { PrincipalComponents } from './analysis/principalComponents.js';
export { singularValues } from './analysis/singularValues.js';

// Diagrams.
export type { DiagramOptions } from './diagrams/drawing.js';
export { elmanFrames } from './diagrams/elmanFrames.js';
export type { ElmanFrame, ElmanPhase, ElmanStep } from './diagrams/elmanFrames.js';
export { elmanNetwork } from './diagrams/elmanNetwork.js';
export type { ElmanNetworkData } from './diagrams/elmanNetwork.js';
export { feedForward } from './diagrams/feedForward.js';
export type { FeedForwardData, FeedForwardOptions } from './diagrams/feedForward.js';
export { unrolledNetwork } from './diagrams/unrolledNetwork.js';
export type { UnrolledNetworkData } from './diagrams/unrolledNetwork.js';
export { cellDiagram } from './diagrams/cells/cellDiagram.js';
export type { CellDiagramData, CellValues } from './diagrams/cells/cell.js';
export { programGraph } from './diagrams/program/programGraph.js';
export type { ProgramGraphOptions } from './diagrams/program/programGraph.js';
export type { GraphAtom, GraphEquation, GraphProgram, GraphType, GraphVariable } from './diagrams/program/structure.js';
