import type { V128 } from '../../assemble/expression.js';
import { get, i32, v128 } from '../../assemble/expression.js';
import type { FunctionBuilder, FunctionHandle } from '../../assemble/functionBuilder.js';
import type { ModuleBuilder } from '../../assemble/moduleBuilder.js';
import type { PackRightSpec } from './spec.js';
import { panelColumns } from './spec.js';

/** k that pass before the next panel: rows of B are read in long runs, and lines of a panel are written whole. */
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
    const steps = code.local('i32');
    const panel = code.local('i32');
    const whole = Math.floor(N / columns);
    code.forRange(k, i32.const(0), get(depth), chunk, () => {
      const left = i32.sub(get(depth), get(k));
      code.set(steps, i32.select(i32.ltS(left, i32.const(chunk)), left, i32.const(chunk)));
      code.forRange(panel, get(firstPanel), get(lastPanel), 1, () => {
        const from = i32.add(get(source), i32.mul(get(panel), i32.const(4 * columns * columnStride)));
        const to = i32.add(get(panels), i32.mul(get(panel), i32.const(4 * columns * K)));
        const copy = (valid: number): void => code.call(packPanel(module, spec, valid), from, to, get(steps));
        if (N % columns === 0) copy(columns);
        else code.if(i32.ltS(get(panel), i32.const(whole)), () => copy(columns), () => copy(N % columns));
      });
      code.advance(source, 4 * chunk * kStride);
      code.advance(panels, 4 * chunk * columns);
    });
  });
}

/** Defines packPanel(from, to, steps): `steps` ≥ 1 rows of a panel that has so many valid columns. */
function packPanel(module: ModuleBuilder, { kStride, columnStride, tile }: PackRightSpec, valid: number): FunctionHandle {
  const name = `pack panel ${valid} of ${panelColumns(tile)} (${kStride},${columnStride})`;
  return module.define(name, ['i32', 'i32', 'i32'], (code) => {
    const [from, to, steps] = code.parameters;
    const row = columnStride === 1 ? copyRow : gatherRow;
    if (kStride === 1 && columnStride !== 1) {
      const fours = i32.geS(get(steps), i32.const(4));
      code.if(fours, () =>
        code.doWhile(
          () => {
            for (let vector = 0; vector < tile.vectors; vector++) transpose(code, vector, columnStride, valid, tile.vectors);
            code.advance(from, 16);
            code.advance(to, 64 * tile.vectors);
            code.advance(steps, -4);
          },
          () => fours,
        ),
      );
      code.if(i32.eqz(get(steps)), () => code.return());
    }
    code.doWhile(
      () => {
        for (let vector = 0; vector < tile.vectors; vector++) row(code, vector, columnStride, valid);
        code.advance(from, 4 * kStride);
        code.advance(to, 16 * tile.vectors);
        code.advance(steps, -1);
      },
      () => get(steps),
    );
  });
}

/** Adjacent columns: whole vectors, their invalid lanes masked. */
function copyRow(code: FunctionBuilder, vector: number, _columnStride: number, valid: number): void {
  const [from, to] = code.parameters;
  const lane = (index: number): number => (4 * vector + index < valid ? -1 : 0);
  const loaded = v128.load(get(from), 16 * vector);
  if (lane(0) === 0) code.store(get(to), zeros, 16 * vector);
  else code.store(get(to), lane(3) === 0 ? v128.and(loaded, v128.const(lane(0), lane(1), lane(2), lane(3))) : loaded, 16 * vector);
}

const zeros: V128 = v128.const(0, 0, 0, 0);

/** Columns apart: lane by lane. */
function gatherRow(code: FunctionBuilder, vector: number, columnStride: number, valid: number): void {
  const [from, to] = code.parameters;
  let gathered = zeros;
  for (let column = 4 * vector; column < Math.min(valid, 4 * vector + 4); column++) {
    const offset = 4 * column * columnStride;
    gathered = column % 4 === 0 ? v128.loadZero(get(from), offset) : v128.loadLane(get(from), gathered, column % 4, offset);
  }
  code.store(get(to), gathered, 16 * vector);
}

/** Columns whose k are adjacent (weights as [N, K]): four columns × four k turned in registers. */
function transpose(code: FunctionBuilder, vector: number, columnStride: number, valid: number, vectors: number): void {
  const [from, to] = code.parameters;
  const column = (index: number) => {
    const at = 4 * vector + index;
    return code.keep(at < valid ? v128.load(get(from), 4 * at * columnStride) : zeros);
  };
  if (4 * vector >= valid) {
    for (let k = 0; k < 4; k++) code.store(get(to), zeros, 16 * (k * vectors + vector));
    return;
  }
  const [c0, c1, c2, c3] = [column(0), column(1), column(2), column(3)];
  const low = (a: typeof c0, b: typeof c0) => code.keep(v128.shuffle(get(a), get(b), [0, 4, 1, 5]));
  const high = (a: typeof c0, b: typeof c0) => code.keep(v128.shuffle(get(a), get(b), [2, 6, 3, 7]));
  const [low01, low23, high01, high23] = [low(c0, c1), low(c2, c3), high(c0, c1), high(c2, c3)];
  const store = (k: number, a: typeof c0, b: typeof c0, lanes: readonly [number, number, number, number]): void =>
    code.store(get(to), v128.shuffle(get(a), get(b), lanes), 16 * (k * vectors + vector));
  store(0, low01, low23, [0, 1, 4, 5]);
  store(1, low01, low23, [2, 3, 6, 7]);
  store(2, high01, high23, [0, 1, 4, 5]);
  store(3, high01, high23, [2, 3, 6, 7]);
}
