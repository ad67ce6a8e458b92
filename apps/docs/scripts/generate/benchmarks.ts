import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { linksToPages, withFrontmatter } from './markdown.ts';

const opening = `# Benchmarks

Rekur beside its peers, on one machine, in alternating rounds. The tables are made of the recorded figures
(\`benchmarks/results.json\` and \`benchmarks/RESULTS.md\`); goals that are not met stand among the others.

## How to repeat

\`\`\`sh
pnpm bench            # every case, nine alternating rounds, on every Node that is found
pnpm bench --quick    # two or three rounds
pnpm bench --only "train lstm 32,.* / (ours|torch)"
pnpm bench text       # bits per character beside n-grams and compressors
pnpm bench report     # the tables of the recorded figures once more
\`\`\`

The command installs the peers itself; the machine must be idle. A case is named by what runs, then batch, time, input and hidden size:
\`train lstm 32,100,128,128\`. *Separate* arithmetic rounds a product before it is added, *fused* does not; each gives the same bits on every
machine. 128 and 256 are the bits of a vector.`;

/** `benchmarks/RESULTS.md`, its tables of the compiler made anew. */
export async function benchmarksPage(root: string): Promise<string> {
  const { compiler } = JSON.parse(readFileSync(join(root, 'benchmarks', 'results.json'), 'utf8')) as { compiler: object };
  // What `node benchmarks/run.mjs report` prints with; no package, so it is loaded from where it lies.
  const { report } = (await import(pathToFileURL(join(root, 'benchmarks', 'harness', 'report.mjs')).href)) as { report: (run: object) => string };
  const file = 'benchmarks/RESULTS.md';
  const document = readFileSync(join(root, file), 'utf8').replace(/^# .*\n/, '');
  const between = /<!-- compiler:start -->[\s\S]*?<!-- compiler:end -->/;
  if (!between.test(document)) throw new Error(`benchmarks page: no place for the compiler's tables: ${file} has no markers compiler:start and compiler:end; both are expected`);
  const body = document.replace(between, () => report(compiler));
  return withFrontmatter({ title: 'Benchmarks', outline: [2, 3], pageClass: 'numbers-page' }, `${opening}\n\n${linksToPages(body, file).trim()}`);
}
