import type { Command } from 'commander';
import type { LoadedDataset } from '@rekur/datasets';
import { datasets, findDataset, preview } from '@rekur/datasets';
import type { Io } from '../io.js';
import { colorsFor } from '../io.js';
import type { CommonOptions } from '../options.js';
import { byteSize } from '../terminal/format.js';
import { eventLine } from '../terminal/json.js';
import { resampled, sparkline } from '../terminal/sparkline.js';
import { table } from '../terminal/table.js';
import { fitting } from '../terminal/width.js';
import { sourceNames } from '../training/source.js';

/** Lines or examples shown of a dataset. */
const ROWS = 8;

const EXAMPLES = `
Examples:
  rekur datasets
  rekur datasets digits
  rekur datasets --json`;

/** Adds `rekur datasets` to the program. */
export function addDatasets(program: Command, io: Io): void {
  program
    .command('datasets')
    .summary('list the bundled datasets, or show one')
    .description('Lists the bundled datasets; with a name, says what is in one and where it comes from, and shows a little of it.')
    .argument('[name]', 'name of a dataset')
    .option('--json', 'one JSON object per dataset on standard output')
    .addHelpText('after', EXAMPLES)
    .action(async (name: string | undefined, _local: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>();
      await (name === undefined ? list(options, io) : show(name, options, io));
    });
}

async function list({ json }: CommonOptions, { stdout }: Io): Promise<void> {
  const all = Object.values(datasets);
  if (json) {
    for (const { name, kind, title, description, source, licence, sizeBytes } of all) {
      await stdout.write(eventLine({ name, kind, title, description, source, licence, sizeBytes }));
    }
    return;
  }
  const rows = all.map(({ name, kind, sizeBytes, licence, title }) => [name, kind, sizeOf(sizeBytes), licence, title]);
  const lines = [...table([['name', 'kind', 'size', 'licence', 'title'], ...rows], { align: ['left', 'left', 'right', 'left', 'left'] }), '', 'rekur datasets NAME shows one of them.'];
  await stdout.write(lines.map((line) => `${line}\n`).join(''));
}

async function show(word: string, { json, color }: CommonOptions, { stdout }: Io): Promise<void> {
  const { name, kind, title, description, source, licence, sizeBytes, ...entry } = findDataset(word);
  const data = await entry.load();
  if (json) return stdout.write(eventLine({ name, kind, title, description, source, licence, sizeBytes, preview: preview(data, { rows: ROWS }) }));
  const lines = [
    colorsFor(stdout, color).bold(title),
    description,
    '',
    ...table([['name', name], ['kind', kind], ['size', sizeOf(sizeBytes)], ['licence', licence], ['source', source]], { align: ['left', 'left'] }),
    '',
    ...previewLines(data, stdout.columns),
    ...nextLines(name, kind),
  ];
  await stdout.write(lines.map((line) => `${line}\n`).join(''));
}

/** The beginning of a dataset; of a series its whole course besides. */
function previewLines(data: LoadedDataset, columns: number): string[] {
  const lines = preview(data, { rows: ROWS });
  if (data.kind === 'series') {
    const { times, values } = data;
    const last = values.length - 1;
    lines.push(`${times[last]}  ${values[last]}`, '', sparkline(resampled(values, Math.min(columns - 2, 72))));
  }
  return lines.map((line) => `  ${fitting(line, columns - 2)}`.trimEnd());
}

function nextLines(name: string, kind: string): string[] {
  return sourceNames.includes(name) ? ['', `next:  rekur train ${name}`] : kind === 'generated' ? ['', `in code:  datasets[${JSON.stringify(name)}].load()`] : [];
}

/** What is generated takes no space. */
function sizeOf(bytes: number): string {
  return bytes === 0 ? 'generated' : byteSize(bytes);
}
