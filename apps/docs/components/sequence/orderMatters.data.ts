// The recorded run of `rekur experiment run order-matters`. Read when the site is built.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OrderMattersData, orderMattersData } from './orderMatters.ts';
import type { Recorded } from './recorded.ts';

const file = join(import.meta.dirname, '..', '..', 'data', 'order-matters.json');

declare const data: OrderMattersData;
export { data };

export default {
  watch: [file],
  load: (): OrderMattersData => orderMattersData(JSON.parse(readFileSync(file, 'utf8')) as Recorded),
};
