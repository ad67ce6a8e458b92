import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Node } from '../ir/node.js';
import { readsOf, writesOf } from '../ir/node.js';
import { printNodes } from '../ir/print.js';
import type { Buffer } from '../ir/view.js';
import { fixture } from '../passes/testing/fixtures.js';
import { optimize } from '../passes/pipeline.js';
import { randomLoops } from '../passes/testing/randomLoops.js';
import { fuse } from './fuse.js';
import { pack } from './pack.js';
import { place } from './place.js';
import { bytesOf, plan } from './plan.js';
import { prune } from './prune.js';
import { split } from './split.js';
import { compileText, plainTarget, scheduleOf } from './testing.js';

const CARRY = `program(a: float32[5,4], b: float32[4]) {
  c: float32[4], d: float32[5,4] = scan[body=program(a: float32[4], b: float32[4]) {
    c: float32[4] = add a b
    d: float32[4] = tanh c
    return d c
  } carries=1 sequences=1 capacity=5 reverse=false] 5:int32 b a
  return c d
}`;

const RECURRENT = `program(a: float32[5,8,3], b: float32[3,3]) {
  c: float32[8,3] = broadcast[shape=[8,3]] 0:float32
  d: float32[8,3], e: float32[5,8,3] = scan[body=program(a: float32[8,3], b: float32[8,3], c: float32[3,3]) {
    d: float32[8,3] = matmul[transposeA=false transposeB=true] a c
    e: float32[8,3] = add d b
    return e e
  } carries=1 sequences=1 capacity=5 reverse=false] 5:int32 c a b
  return e
}`;

describe('place', () => {
  test('computes pieces of a concat, and results, where they belong', () => {
    const { lower, place: placed } = scheduleOf(`program(a: float32[2,3], b: float32[3,4]) {
  c: float32[2,4] = matmul[transposeA=false transposeB=false] a b
  d: float32[2,4] = tanh c
  e: float32[2,8] = concat[axis=1] c d
  return e
}`);
    expect(lower).toBe(`matmul matmul0[1,2,4] = argument0[1,2,3] · argument1[1,3,4]
map[2,4] { %0 = matmul0[2,4]; %1 = tanh %0 } tanh0[2,4] = %1
map[2,4] { %0 = matmul0[2,4] } concat0[2,4:8,1] = %0
map[2,4] { %0 = tanh0[2,4] } concat0+4[2,4:8,1] = %0
map[2,8] { %0 = concat0[2,8] } result0[2,8] = %0`);
    expect(placed).toBe(`matmul result0[1,2,4:0,8,1] = argument0[1,2,3] · argument1[1,3,4]
map[2,4] { %0 = result0[2,4:8,1]; %1 = tanh %0 } result0+4[2,4:8,1] = %1`);
  });

  test('lets a loop write its outputs and its state in place', () => {
    expect(scheduleOf(CARRY).place).toBe(`map[4] { %0 = argument1[4] } result0[4] = %0
loop t0 < 5 of 5
  map[4] { %0 = result0[4]; %1 = argument0+t0·4[4]; %2 = add %0 %1 } result1+t0·4[4] = %2
  map[4] { %0 = result1+t0·4[4]; %1 = tanh %0 } result0[4] = %1`);
  });

  test('keeps a copy where the target is still read', () => {
    const placed = scheduleOf(`program(a: float32[4]) {
  b: float32[4] = neg a
  c: float32[8] = concat[axis=0] b b
  return c
}`).place;
    expect(placed).toBe(`map[4] { %0 = argument0[4]; %1 = neg %0 } result0[4] = %1
map[4] { %0 = result0[4] } result0+4[4] = %0`);
  });
});

describe('fuse', () => {
  test('joins a chain of elementwise loops and a reduction of it', () => {
    const { prune: pruned } = scheduleOf(`program(a: float32[4], b: float32[4], c: float32[4]) {
  d: float32[4] = mul a b
  e: float32[4] = add d c
  f: float32[4] = mul e e
  g: float32[] = sum[axes=[0]] f
  return g
}`);
    expect(pruned).toBe('sum[4 over 0] { %0 = argument0[4]; %1 = argument1[4]; %2 = mul %0 %1; %3 = argument2[4]; %4 = add %2 %3; %5 = mul %4 %4 } result0[] = Σ %5');
  });

  test('makes one loop of the gates of an LSTM, and one of their backward pass', () => {
    const steps: string[] = [];
    compileText(optimize(fixture('lstm')).program, plainTarget, (_, nodes) => steps.push(printNodes(nodes)));
    const loops = steps[steps.length - 1].split('\n').filter((line) => line.startsWith('  '));
    const kinds = loops.map((line) => line.trim().split(/[[ ]/)[0]);
    expect(kinds).toEqual(['matmul', 'map', 'map', 'matmul']);
    expect(loops[1].match(/= (sigmoid|tanh) /g)).toEqual(['= sigmoid ', '= sigmoid ', '= tanh ', '= sigmoid ', '= tanh ']);
  });

  test('does not join what reads another element of what was written', () => {
    const { fuse: fused } = scheduleOf(`program(a: float32[3,3]) {
  b: float32[3,3] = exp a
  c: float32[3,3] = transpose[axes=[1,0]] b
  d: float32[3,3] = add b c
  return d
}`);
    expect(fused).toBe(`map[3,3] { %0 = argument0[3,3]; %1 = exp %0 } exp0[3,3] = %1
map[3,3] { %0 = exp0[3,3]; %1 = exp0[3,3:1,3]; %2 = add %0 %1 } result0[3,3] = %2`);
  });
});

describe('pack and split', () => {
  test('pack the weights of a loop once, before it', () => {
    expect(scheduleOf(RECURRENT).pack).toBe(`map[] { %0 = 0:float32 } literal0[] = %0
map[8,3] { %0 = literal0[8,3:0,0] } carry0[8,3] = %0
pack panels0 = argument1[1,3,3:0,1,3]
loop t0 < 5 of 5
  matmul matmul0[1,8,3] = carry0[1,8,3] · panels panels0
  map[8,3] { %0 = matmul0[8,3]; %1 = argument0+t0·24[8,3]; %2 = add %0 %1 } result0+t0·24[8,3] = %2; carry0[8,3] = %2`);
  });

  test('leave what depends on residents alone out of every run', () => {
    const weights: Buffer = { name: 'weights', dtype: 'float32', elements: 4, role: 'resident' };
    const panels: Buffer = { name: 'panels', dtype: 'float32', elements: 16, role: 'scratch' };
    const x: Buffer = { name: 'x', dtype: 'float32', elements: 2, role: 'input' };
    const y: Buffer = { name: 'y', dtype: 'float32', elements: 2, role: 'result' };
    const matrix = { buffer: weights, offset: 0, shape: [1, 2, 2], strides: [0, 2, 1], steps: [] };
    const row = (buffer: Buffer) => ({ buffer, offset: 0, shape: [1, 1, 2], strides: [0, 2, 1], steps: [] });
    const nodes: Node[] = [
      { kind: 'pack', source: matrix, panels },
      { kind: 'matmul', left: row(x), right: matrix, target: row(y), panels },
    ];
    const { once, each, kept, sources } = split(nodes);
    expect([once, each]).toEqual([[nodes[0]], [nodes[1]]]);
    expect([[...kept], [...sources]]).toEqual([[panels], [weights]]);
  });
});

describe('the schedule', () => {
  test('is done when it is done: every step changes nothing the second time', () => {
    fc.assert(
      fc.property(randomLoops, (program) => {
        const seen = new Map<string, readonly Node[]>();
        compileText(optimize(program).program, plainTarget, (step, nodes) => seen.set(step, nodes));
        const again = (step: string, run: (nodes: readonly Node[]) => readonly Node[]): void => {
          const nodes = seen.get(step) as readonly Node[];
          expect(printNodes(run(nodes)), step).toBe(printNodes(nodes));
        };
        again('place', place);
        again('prune', prune);
        again('pack', (nodes) => pack(nodes, () => 8));
        expect(fuse(seen.get('fuse') as readonly Node[]).length).toBeLessThanOrEqual((seen.get('fuse') as readonly Node[]).length);
      }),
      { numRuns: 40 },
    );
  });
});

describe('plan', () => {
  /** Every buffer with the nodes, counted through loops, from its first to its last use. */
  test('gives no two buffers that live at the same time the same place', () => {
    for (const name of ['lstm', 'twoLayers', 'remat', 'lengths']) {
      const { kernel, plan: planned } = compileText(optimize(fixture(name)).program);
      const uses = new Map<Buffer, { first: number; last: number }>();
      kernel.nodes.forEach((node, index) => {
        for (const { buffer } of [...readsOf(node), ...writesOf(node)]) {
          const use = uses.get(buffer);
          if (use) use.last = index;
          else uses.set(buffer, { first: index, last: index });
        }
      });
      const list = [...uses];
      for (const [a, one] of list) {
        for (const [b, other] of list) {
          // Within one node of the top level, a loop perhaps, lives may follow each other.
          if (a === b || one.last <= other.first || other.last <= one.first) continue;
          const [x, y] = [planned.addresses.get(a) as number, planned.addresses.get(b) as number];
          expect(x + bytesOf(a) <= y || y + bytesOf(b) <= x, `${name}: ${a.name} and ${b.name}`).toBe(true);
        }
      }
    }
  });

  test('shares memory: a training step needs less than its buffers added up', () => {
    const { plan: planned } = compileText(optimize(fixture('twoLayers')).program);
    expect(planned.end - 65536).toBeLessThan(0.9 * planned.unshared);
  });

  test('keeps buffers apart where threads do not wait for each other', () => {
    const { kernel } = compileText(RECURRENT);
    const apart = plan(kernel.nodes, 0, () => true);
    const shared = plan(kernel.nodes, 0, () => false);
    expect(apart.end).toBeGreaterThanOrEqual(shared.end);
  });
});

describe('code', () => {
  const long = (steps: number): string => RECURRENT.replaceAll('[5,8,3]', `[${steps},8,3]`).replaceAll('capacity=5', `capacity=${steps}`).replace('] 5:int32', `] ${steps}:int32`);

  test('does not grow with the number of steps', () => {
    const [short, longer] = [compileText(long(10)).bytes.length, compileText(long(100_000)).bytes.length];
    expect(Math.abs(longer - short)).toBeLessThan(64);
  });
});
