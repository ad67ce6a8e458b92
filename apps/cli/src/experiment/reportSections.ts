import type { AnyExperiment, ExperimentRun } from '@rekur/experiments';
import { type Language, say } from '@rekur/viz';
import type { DrawnFigure } from '../figures/drawFigures.js';
import { escapeHtml, figureHtml, type PageSection, tableHtml } from '../report/page.js';
import { commandFor, longPaper, runFacts, words } from './words.js';

/** What a report says of one experiment that was run. */
export function reportSection(experiment: AnyExperiment, run: ExperimentRun, drawn: readonly DrawnFigure[], language: Language): PageSection {
  const { holds, lines } = experiment.verdict(run.result);
  const figures = drawn.map(({ figure: { title, description }, ...pictures }) => figureHtml({ ...pictures, title, description }));
  const facts = runFacts(run, language).map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`);
  return {
    heading: say(experiment.title, language),
    html: [
      `<blockquote><p>${escapeHtml(say(experiment.claim, language))}</p><p class="muted">${escapeHtml(longPaper(experiment))}</p></blockquote>`,
      `<p class="${holds ? 'good' : 'bad'}"><strong>${escapeHtml(say(holds ? words.holds : words.fails, language))}</strong></p>`,
      `<ul>${lines.map((line) => `<li>${escapeHtml(say(line, language))}</li>`).join('')}</ul>`,
      ...figures,
      tableHtml(experiment.table(run.result, language)),
      ...(experiment.furtherTables?.(run.result, language) ?? []).map(({ title, rows }) => `<h3>${escapeHtml(say(title, language))}</h3>${tableHtml(rows)}`),
      `<h3>${escapeHtml(say(words.options, language))}</h3><dl>${facts.join('')}</dl>`,
      `<p class="muted">${escapeHtml(say(words.again, language))}: <code>${escapeHtml(commandFor(experiment, run))}</code> (@rekur/experiments ${escapeHtml(run.version)})</p>`,
    ].join('\n'),
  };
}
