import type { I32, Local, V128 } from '../../assemble/expression.js';
import { get, i32, v128 } from '../../assemble/expression.js';
import type { FunctionBuilder, FunctionHandle } from '../../assemble/functionBuilder.js';
import type { ModuleBuilder } from '../../assemble/moduleBuilder.js';
import type { PackRightSpec } from './spec.js';
import { panelColumns } from './spec.js';

/** k of a panel that are copied at once: what is read and written meanwhile stays in the first cache. */
const chunk = 16;

/**
 * Defines packRight(source, panels, firstPanel, lastPanel, depth): copies B into panels [panel][K][columns of a panel],
 * those from `firstPanel` to before `lastPanel` (threads share them out), `depth` ≤ K rows of each. `source` and `panels`
 * are where all of B begins. Columns that the last panel has too many become zeros. The source may be read up to 12 bytes
 * past its end.
 */
export function packRight(module: ModuleBuilder, spec: PackRightSpec): FunctionHandle {
  const { N, K, kStride, columnStride, tile } = spec;
  const columns = panelColumns(tile);
  const name = `pack right ${N}x${K} ${columns} (${kStride},${columnStride})`;
  return module.define(name, ['i32', 'i32', 'i32', 'i32', 'i32'], (code) => {
    const [source, panels, firstPanel, lastPanel, depth] = code.parameters;
    const k = code.local('i32');
    const panel = code.local('i32');
    const whole = Math.floor(N / columns);
    const copyChunk = (): void => {
      const from = i32.add(get(source), i32.add(i32.mul(get(panel), i32.const(4 * columns * columnStride)), i32.mul(get(k), i32.const(4 * kStride))));
      const to = i32.add(get(panels), i32.add(i32.mul(get(panel), i32.const(4 * columns * K)), i32.mul(get(k), i32.const(4 * columns))));
      const left = i32.sub(get(depth), get(k));
      const steps = i32.select(i32.ltS(left, i32.const(chunk)), left, i32.const(chunk));
      const copy = (valid: number): void => code.call(packPanel(module, spec, valid), from, to, steps);
      if (N % columns === 0) copy(columns);
      else code.if(i32.ltS(get(panel), i32.const(whole)), () => copy(columns), () => copy(N % columns));
    };
    const eachChunk = (body: () => void): void => code.forRange(k, i32.const(0), get(depth), chunk, body);
    const eachPanel = (body: () => void): void => code.forRange(panel, get(firstPanel), get(lastPanel), 1, body);
    // The source is read along the axis that is contiguous, or else every line would lie in another page.
    if (kStride < columnStride) eachPanel(() => eachChunk(copyChunk));
    else eachChunk(() => eachPanel(copyChunk));
  });
}

/** Defines packPanel(from, to, steps): `steps` ≥ 1 rows of a panel that has so many valid columns. */
function packPanel(module: ModuleBuilder, { kStride, columnStride, tile }: PackRightSpec, valid: number): FunctionHandle {
  const name = `pack panel ${valid} of ${panelColumns(tile)} (${kStride},${columnStride})`;
  return module.define(name, ['i32', 'i32', 'i32'], (code) => {
    const [from, to, steps] = code.parameters;
    const eachRow = (steps: Local<'i32'>): void =>
      code.doWhile(
        () => {
          for (let vector = 0; vector < tile.vectors; vector++) {
            const row = columnStride === 1 ? copied(get(from), vector, valid) : gathered(get(from), vector, columnStride, valid);
            code.store(get(to), row, 16 * vector);
          }
          code.advance(from, 4 * kStride);
          code.advance(to, 16 * tile.vectors);
          code.advance(steps, -1);
        },
        () => get(steps),
      );
    if (kStride !== 1 || columnStride === 1) {
      eachRow(steps);
      return;
    }
    const fours = code.keep(i32.and(get(steps), i32.const(-4)));
    const k = code.local('i32');
    // Vector by vector: the columns read lie far apart, often by a power of two, and a cache holds few such lines at once.
    for (let vector = 0; vector < tile.vectors; vector++) {
      code.forRange(k, i32.const(0), get(fours), 4, () => {
        const rows = transposed(code, i32.add(get(from), i32.mul(get(k), i32.const(4))), vector, columnStride, valid);
        const target = code.keep(i32.add(get(to), i32.mul(get(k), i32.const(16 * tile.vectors))));
        rows.forEach((row, index) => code.store(get(target), row, 16 * (index * tile.vectors + vector)));
      });
    }
    code.set(from, i32.add(get(from), i32.mul(get(fours), i32.const(4))));
    code.set(to, i32.add(get(to), i32.mul(get(fours), i32.const(16 * tile.vectors))));
    code.set(steps, i32.sub(get(steps), get(fours)));
    code.if(get(steps), () => eachRow(steps));
  });
}

const zeros: V128 = v128.const(0, 0, 0, 0);

/** Adjacent columns: a whole vector, its invalid lanes masked. */
function copied(from: I32, vector: number, valid: number): V128 {
  const lane = (index: number): number => (4 * vector + index < valid ? -1 : 0);
  if (lane(0) === 0) return zeros;
  const loaded = v128.load(from, 16 * vector);
  return lane(3) === 0 ? v128.and(loaded, v128.const(lane(0), lane(1), lane(2), lane(3))) : loaded;
}

/** Columns apart: lane by lane. */
function gathered(from: I32, vector: number, columnStride: number, valid: number): V128 {
  let result = zeros;
  for (let column = 4 * vector; column < Math.min(valid, 4 * vector + 4); column++) {
    const offset = 4 * column * columnStride;
    result = column % 4 === 0 ? v128.loadZero(from, offset) : v128.loadLane(from, result, column % 4, offset);
  }
  return result;
}

/** Columns whose k are adjacent (weights as [N, K]): four columns × four k turned in registers. */
function transposed(code: FunctionBuilder, from: I32, vector: number, columnStride: number, valid: number): V128[] {
  if (4 * vector >= valid) return [zeros, zeros, zeros, zeros];
  const source = code.keep(from);
  const column = (index: number): V128 => {
    const at = 4 * vector + index;
    return get(code.keep(at < valid ? v128.load(get(source), 4 * at * columnStride) : zeros));
  };
  const [c0, c1, c2, c3] = [column(0), column(1), column(2), column(3)];
  const low = (a: V128, b: V128): V128 => get(code.keep(v128.shuffle(a, b, [0, 4, 1, 5])));
  const high = (a: V128, b: V128): V128 => get(code.keep(v128.shuffle(a, b, [2, 6, 3, 7])));
  const [low01, low23, high01, high23] = [low(c0, c1), low(c2, c3), high(c0, c1), high(c2, c3)];
  return [
    v128.shuffle(low01, low23, [0, 1, 4, 5]),
    v128.shuffle(low01, low23, [2, 3, 6, 7]),
    v128.shuffle(high01, high23, [0, 1, 4, 5]),
    v128.shuffle(high01, high23, [2, 3, 6, 7]),
  ];
}
