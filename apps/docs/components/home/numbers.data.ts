// Figures of the first page, from the recorded benchmarks alone. Read when the site is built.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Figures, figuresOf, type Recorded } from './figures.ts';

const file = join(import.meta.dirname, '..', '..', '..', '..', 'benchmarks', 'results.json');

declare const data: Figures;
export { data };

export default {
  watch: [file],
  load: (): Figures => figuresOf(JSON.parse(readFileSync(file, 'utf8')) as Recorded),
};
