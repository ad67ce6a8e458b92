import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byId, expectSoundDrawing, withClasses, words } from '../../testing/drawings.js';
import { elementsOf, parseXml } from '../../testing/parseXml.js';
import { programGraph } from './programGraph.js';
import type { GraphAtom, GraphEquation, GraphProgram, GraphVariable } from './structure.js';

const variable = (...shape: number[]): GraphVariable => ({ kind: 'variable', type: { shape, dtype: 'float32' } });
const literal = (value: number, dtype = 'float32'): GraphAtom => ({ kind: 'literal', type: { shape: [], dtype }, value });

function equation(primitive: string, inputs: readonly GraphAtom[], outputs: readonly GraphVariable[], params: GraphEquation['params'] = {}): GraphEquation {
  return { primitive, params, inputs, outputs };
}

/** tanh(1 − x·w), and the product too. */
function small(): GraphProgram {
  const [x, w, product, difference, result] = [variable(2, 3), variable(3, 4), variable(2, 4), variable(2, 4), variable(2, 4)];
  const equations = [equation('matmul', [x, w], [product]), equation('sub', [literal(1), product], [difference]), equation('tanh', [difference], [result])];
  return { inputs: [x, w], equations, outputs: [result, product] };
}

/** A loop over 5 steps: h' = tanh(h + x·w). */
function loop(): GraphProgram {
  const [h, x, w, product, sum, next] = [variable(2, 4), variable(2, 3), variable(3, 4), variable(2, 4), variable(2, 4), variable(2, 4)];
  const body: GraphProgram = {
    inputs: [h, x, w],
    equations: [equation('matmul', [x, w], [product]), equation('add', [h, product], [sum]), equation('tanh', [sum], [next])],
    outputs: [next, next],
  };
  const [first, steps, weights, last, all] = [variable(2, 4), variable(5, 2, 3), variable(3, 4), variable(2, 4), variable(5, 2, 4)];
  const scan = equation('scan', [literal(5, 'int32'), first, steps, weights], [last, all], { body, carries: 1, sequences: 1, capacity: 5, reverse: true });
  return { inputs: [first, steps, weights], equations: [scan], outputs: [last, all] };
}

describe('programGraph', () => {
  test('is sound for a few equations, a loop, and a Program that does nothing', () => {
    const x = variable();
    for (const program of [small(), loop(), { inputs: [], equations: [], outputs: [] }, { inputs: [x], equations: [], outputs: [x] }]) {
      expectSoundDrawing((options) => programGraph(program, options));
    }
  });

  test('names the primitive, the literals and the shape of every equation', () => {
    const figure = programGraph(small(), { inputNames: ['x', 'W'] });
    expect(['node-1', 'node-2', 'node-3', 'node-input-1', 'node-input-2', 'node-output-1'].map((id) => words(figure, `program-${id}`))).toEqual([
      'matmul[2, 4]',
      'sub 1, ·[2, 4]',
      'tanh[2, 4]',
      'x[2, 3]',
      'W[3, 4]',
      'result 1[2, 4]',
    ]);
    expect(byId(figure, 'program-node-2')?.attributes['data-primitive']).toBe('sub');
    expect(figure.description).toBe('Graph of a Program. 3 equations, 2 inputs, 2 results. In order: matmul, sub, tanh.');
  });

  test('draws an edge for every value that is read, from the node that binds it', () => {
    const figure = programGraph(small());
    const edges = elementsOf(parseXml(figure.svg)).filter(({ attributes }) => attributes.class === 'viz-edge');
    expect(edges.map(({ attributes }) => [attributes['data-from'], attributes.id])).toEqual([
      ['program-node-input-1', 'program-edge-1-operand-1'],
      ['program-node-input-2', 'program-edge-1-operand-2'],
      ['program-node-1', 'program-edge-2-operand-2'],
      ['program-node-2', 'program-edge-3-operand-1'],
      ['program-node-3', 'program-edge-output-1-operand-1'],
      ['program-node-1', 'program-edge-output-2-operand-1'],
    ]);
  });

  test('draws a loop as a box that holds its body, every node inside', () => {
    const figure = programGraph(loop());
    expect(withClasses(figure, 'viz-body')).toEqual(['program-node-1']);
    expect(words(figure, 'program-node-1')).toBe('scan: up to 5 steps, backwards[2, 4], [5, 2, 4]');
    expect(['1-input-1', '1-input-2', '1-input-3', '1-output-1', '1-output-2'].map((id) => words(figure, `program-node-${id}`))).toEqual([
      'carried[2, 4]',
      'of this step[2, 3]',
      'invariant[3, 4]',
      'carried on[2, 4]',
      'stacked[2, 4]',
    ]);
    const [box, ...inside] = ['1', '1-1', '1-2', '1-3', '1-input-2', '1-output-2'].map((id) => rectangle(figure.svg, `program-node-${id}`));
    for (const inner of inside) {
      expect(inner.x).toBeGreaterThan(box.x);
      expect(inner.x + inner.width).toBeLessThan(box.x + box.width);
      expect(inner.y).toBeGreaterThan(box.y);
      expect(inner.y + inner.height).toBeLessThan(box.y + box.height);
    }
    expect(figure.description).toContain('scan (matmul, add, tanh)');
  });

  test('any Program flows downwards, and no two nodes of it touch', () => {
    const choices = fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), choices, (inputCount, picks) => {
        const bound = Array.from({ length: inputCount }, () => variable(2));
        const equations = picks.map(([a, b], index) => {
          const result = variable(index);
          const made = equation('add', [bound[a % bound.length], bound[b % bound.length]], [result]);
          bound.push(result);
          return made;
        });
        const { svg } = programGraph({ inputs: bound.slice(0, inputCount), equations, outputs: [bound[bound.length - 1]] });
        const nodes = elementsOf(parseXml(svg)).filter(({ attributes }) => attributes.class?.startsWith('viz-node'));
        const places = new Map(nodes.map(({ attributes: { id } }) => [id, rectangle(svg, id)]));
        const all = [...places.values()];
        for (const [index, a] of all.entries()) {
          for (const b of all.slice(index + 1)) expect(a.x >= b.x + b.width || b.x >= a.x + a.width || a.y >= b.y + b.height || b.y >= a.y + a.height).toBe(true);
        }
        for (const { attributes } of elementsOf(parseXml(svg)).filter(({ attributes: { class: name } }) => name === 'viz-edge')) {
          const from = places.get(attributes['data-from']);
          const to = places.get(attributes.id.replace('edge-', 'node-').replace(/-operand-\d+$/, ''));
          expect((from?.y ?? 0) + (from?.height ?? 0)).toBeLessThan(to?.y ?? 0);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('grows beyond 640 where the graph needs it, and keeps its scale', () => {
    const x = variable(2);
    const results = Array.from({ length: 20 }, () => variable(2));
    const wide = programGraph({ inputs: [x], equations: results.map((result) => equation('exp', [x], [result])), outputs: results }, { width: 320 });
    expect(wide.width).toBeGreaterThan(640);
    expect(programGraph(small(), { width: 320 }).width).toBe(320);
  });

  test('refuses more equations than can be read, bodies included', () => {
    let last = variable();
    const input = last;
    const equations = Array.from({ length: 301 }, () => equation('exp', [last], [(last = variable())]));
    expect(() => programGraph({ inputs: [input], equations, outputs: [last] })).toThrow(
      'programGraph: too many equations: the Program has 301; 300 at most can be read as a graph; draw the body of one of its loops, or print it as text',
    );
  });

  test('refuses a Program that reads what nothing binds', () => {
    expect(() => programGraph({ inputs: [], equations: [equation('exp', [variable()], [variable()])], outputs: [] })).toThrow(
      'programGraph: not a Program: equation 1, exp, reads a variable that nothing before it binds; every variable must be an input or the result of an equation before',
    );
  });
});

function rectangle(svg: string, id: string): { x: number; y: number; width: number; height: number } {
  const node = elementsOf(parseXml(svg)).find(({ attributes }) => attributes.id === id);
  const shape = node?.children[0];
  const of = (key: string): number => (typeof shape === 'object' ? Number(shape.attributes[key]) : NaN);
  return { x: of('x'), y: of('y'), width: of('width'), height: of('height') };
}
