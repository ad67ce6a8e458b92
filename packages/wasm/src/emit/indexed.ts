import type { I32, Local } from '../assemble/expression.js';
import { get, i32, i32x4, v128 } from '../assemble/expression.js';
import type { FunctionBuilder } from '../assemble/functionBuilder.js';
import type { GatherNode, ScatterAddNode } from '../ir/node.js';
import { complaints } from '../complaints.js';
import { combineOf } from './combine.js';
import type { NodeFunction, Scope } from './scope.js';
import { addressOf, defineNode } from './scope.js';

/** Notes the first thing that is wrong: what, where, the value, and what it must be below. */
export function complain(code: FunctionBuilder, scope: Scope, what: number, position: I32, value: I32, below: number): void {
  const status = i32.const(scope.status);
  code.if(i32.eqz(i32.load(status)), () => {
    code.store(status, position, 4);
    code.store(status, value, 8);
    code.store(status, i32.const(below), 12);
    code.store(status, i32.const(what));
  });
}

/** Rows first … last − 1 of the target. An index outside the table is noted, and row 0 stands in for it. */
export function emitGather(node: GatherNode, scope: Scope): NodeFunction {
  const { table, indices, target } = node;
  const [rows, width] = table.shape;
  return defineNode(scope, 'gather', node, (code, parameters) => {
    const source = code.keep(addressOf(table, scope, parameters));
    const to = code.keep(i32.add(addressOf(target, scope, parameters), i32.mul(get(parameters.first), i32.const(4 * width))));
    const index = code.local('i32');
    const at = code.keep(i32.add(addressOf(indices, scope, parameters), i32.mul(get(parameters.first), i32.const(4 * indices.strides[0]))));
    code.forRange(index, get(parameters.first), get(parameters.last), 1, () => {
      const row = checkedRow(code, scope, complaints.gather, at, index, rows);
      copyRow(code, i32.add(get(source), i32.mul(get(row), i32.const(4 * table.strides[0]))), to, width);
      code.advance(at, 4 * indices.strides[0]);
      code.advance(to, 4 * width);
    });
  });
}

function checkedRow(code: FunctionBuilder, scope: Scope, what: number, at: Local<'i32'>, position: Local<'i32'>, rows: number): Local<'i32'> {
  const row = code.keep(i32.load(get(at)));
  code.if(i32.geU(get(row), i32.const(rows)), () => {
    complain(code, scope, what, get(position), get(row), rows);
    code.set(row, i32.const(0));
  });
  return row;
}

/** Copies `width` floats, exactly. */
function copyRow(code: FunctionBuilder, from: I32, to: Local<'i32'>, width: number): void {
  const source = code.keep(from);
  eachVector(code, width, (offset, lanes) => {
    const value = code.keep(v128.load(i32.add(get(source), offset)));
    storeLanes(code, i32.add(get(to), offset), value, lanes);
  });
}

/** Whole vectors in a loop, then what is left. */
function eachVector(code: FunctionBuilder, width: number, body: (offset: I32, lanes: number) => void): void {
  const whole = width - (width % 4);
  const offset = code.local('i32');
  if (whole > 0) code.forRangeOnce(offset, i32.const(0), i32.const(4 * whole), 16, () => body(get(offset), 4));
  if (width % 4 > 0) body(i32.const(4 * whole), width % 4);
}

function storeLanes(code: FunctionBuilder, to: I32, value: Local<'v128'>, lanes: number): void {
  if (lanes === 4) code.store(to, get(value));
  else {
    const address = code.keep(to);
    for (let lane = 0; lane < lanes; lane++) code.storeLane(get(address), get(value), lane, 4 * lane);
  }
}

/** The whole table, by one thread: rows are added in rising order of the indices' positions. */
export function emitScatterAdd(node: ScatterAddNode, scope: Scope): NodeFunction {
  const { indices, values, target } = node;
  const [rows, width] = target.shape;
  const [count] = indices.shape;
  const add = combineOf('sum', target.buffer.dtype);
  return defineNode(scope, 'scatterAdd', node, (code, parameters) => {
    const table = code.keep(addressOf(target, scope, parameters));
    const zero = code.keep(i32x4.const(0));
    eachVector(code, rows * width, (offset, lanes) => storeLanes(code, i32.add(get(table), offset), zero, lanes));
    const source = code.keep(addressOf(values, scope, parameters));
    const position = code.local('i32');
    const at = code.keep(addressOf(indices, scope, parameters));
    code.forRange(position, i32.const(0), i32.const(count), 1, () => {
      const row = checkedRow(code, scope, complaints.scatterAdd, at, position, rows);
      const to = code.keep(i32.add(get(table), i32.mul(get(row), i32.const(4 * width))));
      eachVector(code, width, (offset, lanes) => {
        const place = code.keep(i32.add(get(to), offset));
        const sum = code.keep(add(v128.load(get(place)), v128.load(i32.add(get(source), offset))));
        storeLanes(code, get(place), sum, lanes);
      });
      code.advance(source, 4 * values.strides[0]);
      code.advance(at, 4 * indices.strides[0]);
    });
  });
}
