import type { LoopNode, MatmulNode, Node, PackNode } from '../ir/node.js';
import { writesOf } from '../ir/node.js';
import type { Buffer, View } from '../ir/view.js';
import { sameView } from '../ir/view.js';

/** Fewer rows than that do not repay packing a factor that can be read as it lies. */
const FEW_ROWS = 4;

/**
 * Right factors of products are copied into panels that kernels read from front to back: outside of the loops in which they
 * stay the same, and once for all products that share one.
 *
 *     loop t { matmul x = h · w }      →      pack p = w;  loop t { matmul x = h · panels p }
 */
export function pack(nodes: readonly Node[], panelElements: (right: View) => number): Node[] {
  let count = 0;
  const packOf = (right: View): PackNode => ({
    kind: 'pack',
    source: right,
    panels: { name: `panels${count++}`, dtype: 'float32', elements: panelElements(right), role: 'scratch' },
  });
  const inBlock = (block: readonly Node[]): Node[] => {
    const done: Node[] = [];
    /** Packs in force, until their source is written. */
    let packs: PackNode[] = [];
    const find = (source: View): PackNode | undefined => packs.find((each) => sameView(each.source, source));
    const add = (node: PackNode): PackNode => {
      packs.push(node);
      done.push(node);
      return node;
    };
    for (const node of block) {
      if (node.kind === 'matmul' && !node.panels && !readsAsItLies(node)) {
        done.push({ ...node, panels: (find(node.right) ?? add(packOf(node.right))).panels });
      } else if (node.kind === 'loop') {
        const { moved, loop } = hoistPacks({ ...node, body: inBlock(node.body) });
        let { body } = loop;
        for (const each of moved) {
          const known = find(each.source);
          if (known) body = withPanels(body, each.panels, known.panels);
          else add(each);
        }
        done.push({ ...loop, body });
      } else done.push(node);
      const written = new Set(writesOf(node).map(({ buffer }) => buffer));
      packs = packs.filter(({ source }) => !written.has(source.buffer));
    }
    return done;
  };
  return inBlock(nodes);
}

function withPanels(nodes: readonly Node[], from: Buffer, to: Buffer): Node[] {
  return nodes.map((node) => {
    if (node.kind === 'loop') return { ...node, body: withPanels(node.body, from, to) };
    return node.kind === 'matmul' && node.panels === from ? { ...node, panels: to } : node;
  });
}

function readsAsItLies({ left, right }: MatmulNode): boolean {
  return left.shape[1] < FEW_ROWS && right.strides[2] === 1;
}

/** Packs of a loop's body whose source the loop does not write go before it. */
function hoistPacks(loop: LoopNode): { loop: LoopNode; moved: PackNode[] } {
  const written = new Set(writesOf(loop).map(({ buffer }) => buffer));
  const moved: PackNode[] = [];
  const body = loop.body.filter((node) => {
    if (node.kind !== 'pack' || written.has(node.source.buffer) || node.source.steps.some(({ variable }) => variable === loop.variable)) return true;
    moved.push(node);
    return false;
  });
  return { loop: { ...loop, body }, moved };
}
