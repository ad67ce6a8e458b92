import { expect, test } from 'vitest';
import type { MapNode } from '../ir/node.js';
import { printNodes } from '../ir/print.js';
import { wholeView } from '../ir/view.js';
import { order } from './order.js';

test('order makes what one store needs before it begins with the next, and changes nothing the second time', () => {
  const view = (name: string) => wholeView({ name, dtype: 'float32', elements: 4, role: 'input' }, [4]);
  const apply = (primitive: string, ...operands: number[]) => ({ kind: 'operation', primitive, operands, params: {}, dtype: 'float32' }) as const;
  const [x, y] = [view('x'), view('y')];
  const node: MapNode = {
    kind: 'map',
    shape: [4],
    instructions: [{ kind: 'load', view: view('a') }, { kind: 'load', view: view('b') }, apply('exp', 0), apply('exp', 1), apply('mul', 2, 3)],
    stores: [{ view: y, value: 4 }, { view: x, value: 2 }],
  };
  const ordered = order(node);
  expect(printNodes([ordered])).toBe('map[4] { %0 = a[4]; %1 = exp %0; %2 = b[4]; %3 = exp %2; %4 = mul %1 %3 } x[4] = %1; y[4] = %4');
  expect(order(ordered)).toEqual(ordered);
});
