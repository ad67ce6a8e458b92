import { sizeOf } from '@rekur/tensor';
import type { LoopNode, Node } from '../ir/node.js';
import { readsOf, writesOf } from '../ir/node.js';
import type { View } from '../ir/view.js';
import { stepsOf } from './loops.js';
import type { Traffic } from './report.js';

/** Every dtype takes as many. */
const BYTES_PER_ELEMENT = 4;

/** What nodes read and write, loops running to their capacity. Caches make it less, tiles that read a factor again make it more. */
export function trafficOf(nodes: readonly Node[]): Traffic {
  let read = 0;
  let written = 0;
  const visit = (block: readonly Node[], times: number): void => {
    for (const node of block) {
      if (node.kind === 'loop') {
        visit(node.body, times * stepsOf(node));
        continue;
      }
      read += times * elementsRead(node) * BYTES_PER_ELEMENT;
      written += times * elements(writesOf(node)) * BYTES_PER_ELEMENT;
    }
  };
  visit(nodes, 1);
  return { read, written };
}

function elementsRead(node: Exclude<Node, LoopNode>): number {
  // Only the rows that indices name.
  if (node.kind === 'gather') return elements([node.indices, node.target]);
  return elements(readsOf(node));
}

/** An axis along which a view repeats counts once. */
function elements(views: readonly View[]): number {
  return views.reduce((sum, { shape, strides }) => sum + sizeOf(shape.filter((_, axis) => strides[axis] !== 0 || shape[axis] === 0)), 0);
}
