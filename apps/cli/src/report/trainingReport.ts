import { writeWhole } from '@rekur/experiments/node';
import type { ModelFile, NetworkView } from '@rekur/tasks';
import type { Figure, FigureOptions, Language } from '@rekur/viz';
import { say, trainingCurves } from '@rekur/viz';
import { version } from '../../package.json';
import type { DrawnFigure } from '../figures/drawFigures.js';
import { drawFigures } from '../figures/drawFigures.js';
import type { NetworkFigures } from '../figures/networkFigures.js';
import { networkFigures } from '../figures/networkFigures.js';
import { inspectModel } from '../inspect/inspection.js';
import { count, shellWord } from '../terminal/format.js';
import { escapeHtml, figureHtml, htmlPage, type PageSection, tableHtml } from './page.js';
import type { RecordedCurves } from './recording.js';
import { words } from './words.js';

/** What a task tells a report of its own. */
export interface ReportContent {
  /** Name of the source. */
  readonly source: string;
  /** Sentences for people: what was reached. */
  readonly result: readonly string[];
  /** Samples, a forecast, a confusion matrix: a section of the task's own. */
  readonly own: { readonly heading: string; readonly text?: string; readonly figures: (options: FigureOptions) => readonly Figure[] };
  readonly file: ModelFile;
  readonly view: NetworkView | undefined;
  /** A longer input, for what shows only along many lines. */
  readonly long?: NetworkView;
  readonly curves: RecordedCurves;
  /** What the curves measure, and a factor from nats to it. */
  readonly measure?: { readonly name: string; readonly perNat: number };
  /** Every option with its value. */
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly engine: string;
  /** The command line, without `rekur`. */
  readonly command: readonly string[];
}

/** Writes the report of a training: one HTML file that needs nothing else. */
export async function writeTrainingReport(path: string, content: ReportContent, language: Language): Promise<void> {
  const drawn = async (figures: (options: FigureOptions) => readonly Figure[]): Promise<string> => {
    return (await drawFigures(figures, language)).map(figureOf).join('\n');
  };
  const { file, view, long, own, curves, result, command } = content;
  const network = remembered((options) => networkFigures(file, view as NetworkView, long, options));
  const part = (name: keyof NetworkFigures) => (options: FigureOptions) => network(options)[name];
  const inspection = inspectModel(file, view);
  const sections: PageSection[] = [
    { heading: say(words.result, language), html: `<div class="scroll" tabindex="0"><pre class="card">${escapeHtml(result.join('\n'))}</pre></div>` + (await drawn((options) => curveFigures(curves, content.measure, options))) },
    { heading: own.heading, html: `${own.text === undefined ? '' : `<p class="muted">${escapeHtml(say(words.prompt, language))}</p><pre class="sample">${escapeHtml(own.text)}</pre>`}${await drawn(own.figures)}` },
  ];
  if (view) {
    sections.push(
      { heading: say(words.gradients, language), html: `<p>${escapeHtml(`${say(words.gradientsOf, language)} ${view.lossName}`)}</p>${await drawn(part('gradients'))}` },
      { heading: say(words.states, language), html: await drawn(part('states')) },
      { heading: say(words.weights, language), html: await drawn(part('weights')) },
      { heading: say(words.network, language), html: `${tableHtml(layersTable(inspection.layers, language))}${await drawn(part('compiled'))}` },
    );
  }
  sections.push(
    { heading: say(words.configuration, language), html: `${factsHtml(content.configuration)}<p class="muted">${escapeHtml(say(words.again, language))}: <code>${escapeHtml(['rekur', ...command.map(shellWord)].join(' '))}</code></p>` },
    { heading: say(words.environment, language), html: factsHtml(environment(content.engine)) },
    { heading: say(words.card, language), html: `<div class="scroll" tabindex="0"><pre class="card">${escapeHtml(cardText(inspection.card))}</pre></div>` },
  );
  await writeWhole(path, htmlPage({ title: `Rekur: ${say(words.trained, language)} ${content.source}`, language, sections }));
}

function figureOf({ figure: { title, description }, ...pictures }: DrawnFigure): string {
  return figureHtml({ ...pictures, title, description });
}

/** Computes once for each look: states and gradients are the same for every section. */
function remembered<Result>(compute: (options: FigureOptions) => Result): (options: FigureOptions) => Result {
  const known = new Map<string, Result>();
  return (options) => {
    const key = JSON.stringify(options);
    const found = known.get(key) ?? compute(options);
    known.set(key, found);
    return found;
  };
}

/** Networks that are drawn at most: the first ones. */
const MOST_NETWORKS = 6;

function curveFigures({ training, validation, gradientNorm, learningRate, networks }: RecordedCurves, measure: ReportContent['measure'], options: FigureOptions): Figure[] {
  const scaled = <C extends { readonly values: readonly number[] }>(curve: C): C => (measure ? { ...curve, values: curve.values.map((value) => value * measure.perNat) } : curve);
  if (training.steps.length > 0) {
    const curves = [scaled(training), ...(validation.steps.length > 0 ? [scaled(validation)] : [])];
    return [trainingCurves({ curves, gradientNorm, learningRate, ...(measure && { measure: measure.name }) }, options)];
  }
  return networks.length === 0 ? [] : [trainingCurves({ curves: networks.slice(-MOST_NETWORKS) }, options)];
}

function layersTable(layers: ReturnType<typeof inspectModel>['layers'], language: Language): string[][] {
  const head = [say(words.layer, language), say(words.output, language), say(words.parameters, language)];
  return [head, ...layers.map(({ path, title, output, parameters }) => [`${path} ${title}`, `[${output.join(', ')}]`, count(parameters)])];
}

function factsHtml(facts: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(facts).map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(typeof value === 'string' ? value : JSON.stringify(value))}</dd>`);
  return `<dl>${entries.join('')}</dl>`;
}

function environment(engine: string): Record<string, string> {
  return { rekur: version, Node: process.versions.node, V8: process.versions.v8, system: `${process.platform} ${process.arch}`, engine };
}

/** Indented JSON, with lists of numbers on one line. */
function cardText(card: unknown): string {
  return JSON.stringify(card, shortNumbers, 1).replaceAll(/\[[-\d\s.,e+]*\]/g, (list) => list.replaceAll(/\s+/g, ' '));
}

/** Six digits are enough to read. */
function shortNumbers(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
}
