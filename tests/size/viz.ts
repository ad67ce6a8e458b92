// A page that draws figures by its own Vega-Lite renderer, and diagrams: everything that @rekur/viz exports but rendering.
export {
  accuracyBars, activationText, cellDiagram, confusionMatrix, decayCurves, dendrogram, eigenvalueCircle, eigenvalues, elmanFrames,
  elmanNetwork, errorByPosition, feedForward, FigureError, forecastFigure, gradientNorms, hierarchicalClusters, imageGrid, memoryPlan,
  memoryUse, operationTimes, principalComponents, programGraph, projectOnto, say, singularValues, singularValueSpectrum, stateHeatMap,
  stateTrajectories, successAgainstLag, themes, tokenSurprise, trainingCurves, unrolledNetwork, weightHistograms,
} from '@rekur/viz';
