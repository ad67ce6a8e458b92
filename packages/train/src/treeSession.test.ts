import { describe, expect, test } from 'vitest';
import { add, interpreter, matmul, mul, sum, tensor, type Tensor, zeros } from '@rekur/tensor';
import { watchedEngine } from './testing/watchedEngine.js';
import { createTreeSession, type Preparation } from './treeSession.js';

const trees = { weights: { a: tensor([1, 2]), deep: [tensor([[1], [1]])] }, total: { sum: tensor([0, 0]) } };

describe('a tree session', () => {
  test('runs functions of residents and arguments; what they return replaces residents', () => {
    const { engine, crossings } = watchedEngine();
    const session = createTreeSession(engine, trees);
    const accumulate = session.bind(['weights', 'total'], ({ weights, total }, { x }: { x: Tensor }) => ({
      residents: { total: { sum: add(total.sum, mul(x, weights.a)) } },
      results: { before: total.sum },
    }));
    accumulate({ x: tensor([1, 1]) });
    expect(accumulate({ x: tensor([1, 10]) }).before.toArray()).toEqual([1, 2]);
    expect(session.read('total').sum.toArray()).toEqual([2, 22]);
    expect(session.read('weights').deep[0].toArray()).toEqual([[1], [1]]);
    const dot = session.bind(['total', 'weights'], ({ total, weights }) => ({ results: { dot: sum(mul(total.sum, weights.a)) } }));
    expect(dot({}).dot.item()).toBe(46);
    session.write('total', { sum: tensor([1, 1]) });
    expect(dot({}).dot.item()).toBe(3);
    expect(crossings).toMatchObject({ sessions: 1, programs: 2 });
  });

  test('prepares once per set of argument types, and tells of it', () => {
    const told: Preparation[] = [];
    const outside = tensor([[2]]);
    const session = createTreeSession(interpreter, trees);
    const project = session.bind(
      ['weights'],
      ({ weights }, { x }: { x: Tensor }) => ({ results: { y: add(matmul(x, weights.deep[0]), outside) } }),
      (each) => void told.push(each),
    );
    expect(project({ x: tensor([[1, 2]]) }).y.toArray()).toEqual([[5]]);
    expect(project({ x: tensor([[3, 4]]) }).y.toArray()).toEqual([[9]]);
    expect(project({ x: tensor([[3, 4], [0, 0]]) }).y.toArray()).toEqual([[9], [2]]);
    expect(told.map((each) => ({ ...each, elapsedMs: 0 }))).toMatchObject([
      { arguments: [{ path: 'x', type: { shape: [1, 2], dtype: 'float32' } }], elapsedMs: 0 },
      { arguments: [{ path: 'x', type: { shape: [2, 2], dtype: 'float32' } }], elapsedMs: 0 },
    ]);
    expect(told[0].equations).toBeGreaterThanOrEqual(2);
  });

  test('finds leaves by name, whatever the order of keys', () => {
    const session = createTreeSession(interpreter, { state: { h: tensor([1]), c: tensor([2]) } });
    session.write('state', { c: tensor([20]), h: tensor([10]) });
    const step = session.bind(['state'], ({ state: { h, c } }) => ({ residents: { state: { c: add(c, 1), h: add(h, 1) } }, results: {} }));
    step({});
    const { h, c } = session.read('state');
    expect([h.item(), c.item()]).toEqual([11, 21]);
  });

  test('refuses trees that do not fit', () => {
    const session = createTreeSession(interpreter, { state: { h: tensor([1]), c: tensor([2]) } });
    expect(() => session.write('state', { h: zeros([1]) } as never)).toThrow(
      "inOrderOf: state does not fit: 'c' is missing; the same tensors by name as before are expected",
    );
    expect(() => session.write('state', { h: zeros([1]), c: zeros([1]), m: zeros([1]) } as never)).toThrow("inOrderOf: state does not fit: 'm' is too much; ");
    expect(() => session.write('state', { h: zeros([2]), c: zeros([1]) })).toThrow(
      'session.write: value does not fit the resident: float32[2] for resident 0; float32[1] is expected',
    );
    expect(() => session.read('weights' as never)).toThrow("session: unknown residents: 'weights'; one of state is expected");
    expect(() => session.bind(['weights' as never], () => ({ results: {} }))).toThrow("session: unknown residents: 'weights'; one of state is expected");
    const grow = session.bind(['state'], ({ state: { h, c } }) => ({ residents: { state: { h: zeros([2]), c: add(h, c) } }, results: {} }));
    expect(() => grow({})).toThrow('checkBinding: binding does not fit: output 0, float32[2], is bound to resident 0, float32[1]; the same type is expected');
    const other = session.bind(['state'], () => ({ residents: { state: { h: zeros([1]) } as never }, results: {} }));
    expect(() => other({})).toThrow("inOrderOf: state does not fit: 'c' is missing; ");
  });
});
