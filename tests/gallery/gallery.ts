import type { DiagramOptions, Figure } from '@rekur/viz';
import { accuracyBarsExample } from './examples/accuracyBars.js';
import { activationTextExample } from './examples/activationText.js';
import { cellDiagramExample } from './examples/cellDiagram.js';
import { confusionMatrixExample } from './examples/confusionMatrix.js';
import { confusionMatrixOfNamesExample } from './examples/confusionMatrixOfNames.js';
import { decayCurvesExample } from './examples/decayCurves.js';
import { dendrogramExample } from './examples/dendrogram.js';
import { eigenvalueCircleExample } from './examples/eigenvalueCircle.js';
import { elmanNetworkExample } from './examples/elmanNetwork.js';
import { errorByPositionExample } from './examples/errorByPosition.js';
import { feedForwardExample } from './examples/feedForward.js';
import { forecastFigureExample } from './examples/forecastFigure.js';
import { gradientNormsExample } from './examples/gradientNorms.js';
import { imageGridExample } from './examples/imageGrid.js';
import { memoryPlanExample } from './examples/memoryPlan.js';
import { memoryUseExample } from './examples/memoryUse.js';
import { operationTimesExample } from './examples/operationTimes.js';
import { programGraphExample } from './examples/programGraph.js';
import { singularValueSpectrumExample } from './examples/singularValueSpectrum.js';
import { stateHeatMapExample } from './examples/stateHeatMap.js';
import { stateTrajectoriesExample } from './examples/stateTrajectories.js';
import { successAgainstLagExample } from './examples/successAgainstLag.js';
import { tokenSurpriseExample } from './examples/tokenSurprise.js';
import { trainingCurvesExample } from './examples/trainingCurves.js';
import { unrolledNetworkExample } from './examples/unrolledNetwork.js';
import { weightHistogramsExample } from './examples/weightHistograms.js';
import type { Results } from './results.js';

/** One figure of the gallery: `name` is that of its file in `examples/`. */
export interface GalleryEntry {
  readonly name: string;
  /** What is measured and what is to be seen, in a sentence. */
  readonly sentence: string;
  readonly draw: (results: Results, options: DiagramOptions) => Figure;
}

export interface GalleryPart {
  readonly heading: string;
  readonly entries: readonly GalleryEntry[];
}

export const gallery: readonly GalleryPart[] = [
  {
    heading: 'Training',
    entries: [
      { name: 'trainingCurves', sentence: 'An LSTM of 48 units learns Moby-Dick, character by character, in 600 steps.', draw: trainingCurvesExample },
      { name: 'accuracyBars', sentence: 'Digits read pixel by pixel: an LSTM needs an order, and one that is shuffled the same way for all pictures will do.', draw: accuracyBarsExample },
      { name: 'imageGrid', sentence: 'Why order matters: the same pixels in three arrangements.', draw: imageGridExample },
      { name: 'confusionMatrix', sentence: 'Digits of writers that the network never saw, and what it took them for.', draw: confusionMatrixExample },
      { name: 'confusionMatrixOfNames', sentence: 'First names told apart by their letters, as shares of each row.', draw: confusionMatrixOfNamesExample },
      { name: 'forecastFigure', sentence: 'Airline passengers of a year that the model never saw, with intervals, beside what came and the simplest forecast.', draw: forecastFigureExample },
    ],
  },
  {
    heading: 'Memory over time',
    entries: [
      { name: 'decayCurves', sentence: 'What a linear network keeps of an impulse fades or explodes as ρ^(n−1).', draw: decayCurvesExample },
      { name: 'gradientNorms', sentence: 'The gradient that flows back through untrained cells: forget gates that begin open keep it.', draw: gradientNormsExample },
      { name: 'successAgainstLag', sentence: 'The thousand-steps task, ten seeds at each lag up to 1,000: two kinds of LSTM learn it, the Elman network never does.', draw: successAgainstLagExample },
    ],
  },
  {
    heading: 'Inside a network that reads',
    entries: [
      { name: 'tokenSurprise', sentence: 'How many bits each character of the opening of Moby-Dick costs the LSTM.', draw: tokenSurpriseExample },
      { name: 'errorByPosition', sentence: 'Words begin with a surprise and end without one.', draw: errorByPositionExample },
      { name: 'activationText', sentence: 'The unit of the same LSTM that follows best something a person can name: it likes vowels (r = 0.84).', draw: activationTextExample },
      { name: 'stateHeatMap', sentence: 'Forget gate and hidden state of 24 units while the first characters are read.', draw: stateHeatMapExample },
      { name: 'stateTrajectories', sentence: 'Sentences as paths of the hidden state of an Elman network, in the plane where its states differ most.', draw: stateTrajectoriesExample },
      { name: 'dendrogram', sentence: 'Word classes that nobody taught: mean hidden states of an Elman network that foresees the next word, clustered.', draw: dendrogramExample },
    ],
  },
  {
    heading: 'Weights',
    entries: [
      { name: 'weightHistograms', sentence: 'All parameters of the LSTM that read Moby-Dick.', draw: weightHistogramsExample },
      { name: 'singularValueSpectrum', sentence: 'How much the recurrent matrix of each of its gates stretches and shrinks.', draw: singularValueSpectrumExample },
      { name: 'eigenvalueCircle', sentence: 'The eigenvalues of the Elman network’s recurrent matrix, before and after training.', draw: eigenvalueCircleExample },
    ],
  },
  {
    heading: 'What the compiler makes of it',
    entries: [
      { name: 'operationTimes', sentence: 'One training step of the LSTM: nearly all of its work is matrix products.', draw: operationTimesExample },
      { name: 'memoryUse', sentence: 'Where the memory of that step goes, and when its largest buffers live.', draw: memoryUseExample },
      { name: 'memoryPlan', sentence: 'The largest of these buffers at their addresses: what does not live at the same time shares a place.', draw: memoryPlanExample },
      { name: 'programGraph', sentence: 'The Program of an LSTM layer of 4 units: a loop over time between what is done for all steps at once.', draw: programGraphExample },
    ],
  },
  {
    heading: 'Diagrams',
    entries: [
      { name: 'elmanNetwork', sentence: 'Elman’s network at its second step: the hidden layer meets what the copy nodes kept.', draw: elmanNetworkExample },
      { name: 'feedForward', sentence: 'The same weights without copy nodes: a plain network.', draw: feedForwardExample },
      { name: 'unrolledNetwork', sentence: 'A loop is the same network once for each step, with the path from the first input to the last output lit.', draw: unrolledNetworkExample },
      { name: 'cellDiagram', sentence: 'An LSTM cell with the values of one unit as it reads Moby-Dick; its valves stand as far open as the gates say.', draw: cellDiagramExample },
    ],
  },
];

export const galleryEntries: readonly GalleryEntry[] = gallery.flatMap(({ entries }) => entries);
