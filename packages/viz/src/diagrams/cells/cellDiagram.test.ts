import { describe, expect, test } from 'vitest';
import { byId, expectSoundDrawing, idsOf, withClasses, words } from '../../testing/drawings.js';
import { parseXml } from '../../testing/parseXml.js';
import type { CellDiagramData } from './cell.js';
import { cellDiagram } from './cellDiagram.js';

const lstmGates = ['input', 'forget', 'cell', 'output'];
/** As the cells of `@rekur/rnn` declare themselves. */
const declarations: readonly CellDiagramData[] = [
  { name: 'rnn-tanh', states: ['h'], gates: ['hidden'] },
  { name: 'rnn-relu', states: ['h'], gates: ['hidden'] },
  { name: 'irnn', states: ['h'], gates: ['hidden'] },
  { name: 'jordan', states: ['y'], gates: ['hidden'] },
  { name: 'gru', states: ['h'], gates: ['reset', 'update', 'new'] },
  { name: 'gru-reset-before', states: ['h'], gates: ['reset', 'update', 'new'] },
  { name: 'lstm', states: ['h', 'c'], gates: lstmGates },
  { name: 'lstm-peephole', states: ['h', 'c'], gates: lstmGates },
  { name: 'lstm-coupled', states: ['h', 'c'], gates: ['forget', 'cell', 'output'] },
  { name: 'lstm-projection', states: ['h', 'c'], gates: lstmGates },
  { name: 'lstm-layer-norm', states: ['h', 'c'], gates: lstmGates },
  { name: 'lstm1997', states: ['h', 'c', 'y_in', 'y_out'], gates: ['cell', 'input', 'output'] },
];

/** The widest numbers that a unit is likely to have. */
function withValues(cell: CellDiagramData, gate = 0.88, state = -10.25): CellDiagramData {
  const all = (names: readonly string[], value: number) => Object.fromEntries(names.map((name) => [name, value]));
  const candidates = all(cell.gates.filter((name) => ['cell', 'new', 'hidden'].includes(name)), -0.88);
  return { ...cell, values: { gates: { ...all(cell.gates, gate), ...candidates }, previous: all(cell.states, state), next: all(cell.states, state), input: -10.5 } };
}

const named = (name: string): CellDiagramData => {
  const found = declarations.find((cell) => cell.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};

for (const cell of declarations) {
  test(`${cell.name} is sound, with values and without`, () => {
    expectSoundDrawing((options) => cellDiagram(cell, options));
    expectSoundDrawing((options) => cellDiagram(withValues(cell), options));
  });

  test(`${cell.name} shows each of its states, gates and equations, by its own drawing`, () => {
    const figure = cellDiagram(withValues(cell));
    const ids = idsOf(parseXml(figure.svg));
    for (const state of cell.states) expect(ids).toContain(`cell-road-${state}`);
    for (const gate of cell.gates) expect(ids).toContain(`cell-gate-${gate}`);
    expect(ids).toContain('cell-equation-1');
    expect(ids).not.toContain('cell-step');
  });
}

describe('a valve', () => {
  test('leaves as much of the road free as its gate is open', () => {
    for (const opening of [0, 0.25, 1]) {
      const figure = cellDiagram(withValues(named('lstm'), opening));
      for (const gate of ['forget', 'input', 'output']) {
        const { 'data-opening': said, 'data-along': along } = byId(figure, `cell-valve-${gate}`)?.attributes ?? {};
        const across = along === 'horizontal' ? 'height' : 'width';
        const leaves = [1, 2].map((leaf) => Number(byId(figure, `cell-valve-${gate}-leaf-${leaf}`)?.attributes[across]));
        const road = gate === 'forget' ? 34 : 16;
        expect(Number(said)).toBe(opening);
        expect(leaves[0] + leaves[1]).toBeCloseTo((1 - opening) * road, 5);
      }
    }
  });

  test('stands half open without a value, and no further than open', () => {
    expect(byId(cellDiagram(named('lstm')), 'cell-valve-forget')?.attributes['data-opening']).toBe('0.5');
    expect(byId(cellDiagram({ ...named('lstm'), values: { gates: { forget: 1.5 } } }), 'cell-valve-forget')?.attributes['data-opening']).toBe('1');
  });
});

describe('what the equations say', () => {
  test('the LSTM has three valves, the forget gate’s on the highway', () => {
    const figure = cellDiagram(named('lstm'));
    expect(withClasses(figure, 'viz-valve')).toEqual(['cell-valve-forget', 'cell-valve-input', 'cell-valve-output']);
    expect(withClasses(figure, 'viz-highway')).toEqual(['cell-road-c']);
    expect(withClasses(figure, 'viz-peephole')).toEqual([]);
  });

  test('peepholes lead to the three gates', () => {
    expect(withClasses(cellDiagram(named('lstm-peephole')), 'viz-peephole')).toEqual(['forget', 'input', 'output'].map((gate) => `cell-peephole-${gate}`));
  });

  test('coupled, the input valve is open by 1 − f', () => {
    const figure = cellDiagram({ ...named('lstm-coupled'), values: { gates: { forget: 0.7 } } });
    expect(byId(figure, 'cell-valve-input')?.attributes['data-opening']).toBe('0.3');
    expect(words(figure, 'cell-value-input')).toBe('1 − f = 0.30');
    expect(byId(figure, 'cell-gate-input')).toBeUndefined();
  });

  test('the cell of 1997 has nothing on its highway, and its gates come back', () => {
    const figure = cellDiagram(withValues(named('lstm1997'), 0.25));
    expect(withClasses(figure, 'viz-valve')).toEqual(['cell-valve-input', 'cell-valve-output']);
    expect(words(figure, 'cell-state-y_in-previous')).toBe('−10.25');
    expect(words(figure, 'cell-value-input')).toBe('yin = 0.25');
  });

  test('the GRU keeps z and takes 1 − z', () => {
    const figure = cellDiagram({ ...named('gru'), values: { gates: { update: 0.8 } } });
    expect(byId(figure, 'cell-valve-update')?.attributes['data-opening']).toBe('0.8');
    expect(byId(figure, 'cell-valve-blend')?.attributes['data-opening']).toBe('0.2');
  });

  test('the GRU resets after its matrix, or before it', () => {
    const places = (name: string): number[] => {
      const figure = cellDiagram(named(name));
      return ['cell-matrix', 'cell-valve-reset'].map((id) => {
        const child = byId(figure, id)?.children[0];
        return typeof child === 'object' ? Number(child.attributes.x) : NaN;
      });
    };
    const [after, before] = [places('gru'), places('gru-reset-before')];
    expect(after[0]).toBeLessThan(after[1]);
    expect(before[0]).toBeGreaterThan(before[1]);
  });

  test('projection and normalisation have their boxes', () => {
    expect(byId(cellDiagram(named('lstm-projection')), 'cell-projection')).toBeDefined();
    expect(['x', 'h', 'c'].map((part) => byId(cellDiagram(named('lstm-layer-norm')), `cell-norm-${part}`) === undefined)).toEqual([false, false, false]);
  });
});

test('the description tells the numbers', () => {
  const data = { ...named('lstm'), values: { gates: { forget: 0.93, cell: -0.4 }, previous: { c: 0.5 }, next: { c: 0.25, h: 0.1 }, input: 1 } };
  expect(cellDiagram(data).description).toContain('Values of one unit: input 1.00, forget gate 0.93, candidate −0.40, h from ? to 0.10, c from 0.50 to 0.25.');
  expect(cellDiagram(data, { language: 'ko' }).description).toContain('한 유닛의 값: 입력 1.00, 망각 게이트 0.93, 후보 값 −0.40, 이전 h ?, 다음 h 0.10, 이전 c 0.50, 다음 c 0.25.');
});

describe('a cell of one’s own', () => {
  const own: CellDiagramData = { name: 'leaky', states: ['h', 'memory'], gates: ['leak', 'mix'] };

  test('is drawn from its declaration: states as roads in order, gates as valves', () => {
    expectSoundDrawing((options) => cellDiagram(withValues(own), options));
    const figure = cellDiagram(own);
    expect(withClasses(figure, 'viz-road')).toEqual(['cell-road-h', 'cell-road-memory', 'cell-road-gate-leak', 'cell-road-gate-mix']);
    expect(withClasses(figure, 'viz-valve')).toEqual(['cell-valve-leak', 'cell-valve-mix']);
    expect(figure.description).toContain('states h, memory and the gates leak, mix');
  });

  test('is sound with the most parts and names of any kind', () => {
    const many = { name: 'a<b> & "c"'.repeat(20), states: ['a b', 'a-b', '<&>', 'long-state-name-that-does-not-fit', 'ζ', 'x'], gates: ['g!', 'g?', 'another-gate-with-a-long-name', 'λ', 'e', 'f', 'g', 'h'] };
    expectSoundDrawing((options) => cellDiagram(many, options));
    expectSoundDrawing((options) => cellDiagram(withValues(many), options));
    expectSoundDrawing((options) => cellDiagram({ name: 'bare', states: ['h'], gates: [] }, options));
  });

  test('under a known name with other parts is not drawn as the known one', () => {
    expect(withClasses(cellDiagram({ name: 'lstm', states: ['h'], gates: ['leak'] }), 'viz-valve')).toEqual(['cell-valve-leak']);
    expect(byId(cellDiagram({ name: 'toString', states: ['h'], gates: [] }), 'cell-step')).toBeDefined();
  });
});

test('refuses what it cannot draw', () => {
  expect(() => cellDiagram({ name: 'x', states: [], gates: [] })).toThrow("cellDiagram: no states: cell 'x' declares none; a recurrent cell has one or more");
  expect(() => cellDiagram({ name: 'x', states: ['h'], gates: ['h'] })).toThrow("cellDiagram: a name twice: cell 'x' has h, h; states and gates are expected to have different names");
  expect(() => cellDiagram({ ...named('lstm'), values: { gates: { leak: 1 } } })).toThrow("cellDiagram: not declared: values.gates has 'leak'; one of input, forget, cell, output is expected");
  expect(() => cellDiagram({ ...named('gru'), values: { next: { h: NaN } } })).toThrow('cellDiagram: not a finite number: values.next.h[0] is NaN; a finite number is expected');
  expect(() => cellDiagram({ name: 'x', states: ['a', 'b', 'c', 'd', 'e', 'f', 'g'], gates: [] })).toThrow(
    "cellDiagram: too many parts: cell 'x' has 7 states and 0 gates; up to 6 states and 8 gates can be drawn",
  );
});
