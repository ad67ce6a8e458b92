import type { DType, Shape } from '@rekur/tensor';
import { sizeOf } from '@rekur/tensor';

/**
 * A stretch of memory. `scratch`: lives within a run; `input`: an argument, put there before a run; `result`: read after a run;
 * `resident`: stays from run to run.
 */
export interface Buffer {
  readonly name: string;
  readonly dtype: DType;
  readonly elements: number;
  readonly role: 'scratch' | 'input' | 'result' | 'resident';
}

/** The step variable of a loop, known by identity. */
export interface StepVariable {
  readonly name: string;
}

/** How far a view moves with the step of a loop, in elements. */
export interface StepOffset {
  readonly variable: StepVariable;
  readonly stride: number;
}

/** Elements of a buffer seen as a tensor: element (i, j, …) lies at offset + i·strides[0] + j·strides[1] + … */
export interface View {
  readonly buffer: Buffer;
  readonly offset: number;
  readonly shape: Shape;
  readonly strides: readonly number[];
  readonly steps: readonly StepOffset[];
}

/** Row-major strides. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis];
  }
  return strides;
}

/** The whole of a buffer, row-major. */
export function wholeView(buffer: Buffer, shape: Shape): View {
  return { buffer, offset: 0, shape, strides: stridesOf(shape), steps: [] };
}

/** Whether the elements lie one after the other in row-major order. */
export function isContiguous({ shape, strides }: View): boolean {
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1 && strides[axis] !== expected) return false;
    expected *= shape[axis];
  }
  return true;
}

/** The view repeated to `shape`, aligned at the last axis. */
export function broadcastView(view: View, shape: Shape): View {
  const lead = shape.length - view.shape.length;
  const strides = shape.map((_, axis) => (axis < lead || view.shape[axis - lead] === 1 ? 0 : view.strides[axis - lead]));
  return { ...view, shape, strides };
}

export function transposeView(view: View, axes: readonly number[]): View {
  return { ...view, shape: axes.map((axis) => view.shape[axis]), strides: axes.map((axis) => view.strides[axis]) };
}

export function sliceView(view: View, starts: readonly number[], ends: readonly number[]): View {
  const offset = starts.reduce((sum, start, axis) => sum + start * view.strides[axis], view.offset);
  return { ...view, offset, shape: ends.map((end, axis) => end - starts[axis]) };
}

export function reverseView(view: View, axes: readonly number[]): View {
  if (sizeOf(view.shape) === 0) return view;
  const offset = axes.reduce((sum, axis) => sum + (view.shape[axis] - 1) * view.strides[axis], view.offset);
  return { ...view, offset, strides: view.strides.map((stride, axis) => (axes.includes(axis) ? -stride : stride)) };
}

/** The same elements in row-major order as another shape, or undefined if no strides describe that. */
export function reshapeView(view: View, shape: Shape): View | undefined {
  if (sizeOf(shape) === 0) return { ...view, shape, strides: stridesOf(shape) };
  // Runs of old axes that are one axis in memory, each as [size, stride].
  const runs: { size: number; stride: number }[] = [];
  view.shape.forEach((size, axis) => {
    if (size === 1) return;
    const last = runs.at(-1);
    if (last && last.stride === view.strides[axis] * size) {
      last.size *= size;
      last.stride = view.strides[axis];
    } else runs.push({ size, stride: view.strides[axis] });
  });
  const strides = new Array<number>(shape.length).fill(0);
  let run = runs.length - 1;
  let taken = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis];
    if (size === 1) continue;
    if (run < 0 || runs[run].size % (taken * size) !== 0) return undefined;
    strides[axis] = runs[run].stride * taken;
    taken *= size;
    if (taken === runs[run].size) {
      run--;
      taken = 1;
    }
  }
  return { ...view, shape, strides };
}

/** A view at the step of a loop: axis 0 is time. */
export function atStep(view: View, variable: StepVariable): View {
  const [stride, ...strides] = view.strides;
  return { ...view, shape: view.shape.slice(1), strides, steps: addStep(view.steps, { variable, stride }) };
}

function addStep(steps: readonly StepOffset[], added: StepOffset): readonly StepOffset[] {
  return added.stride === 0 ? steps : [...steps, added];
}

export function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

export function sameSteps(a: View, b: View): boolean {
  return (
    a.steps.length === b.steps.length &&
    a.steps.every(({ variable, stride }) => b.steps.some((other) => other.variable === variable && other.stride === stride))
  );
}

/** Whether both see the same elements at the same places. Strides of axes of size 1 do not count. */
export function sameView(a: View, b: View): boolean {
  return (
    a.buffer === b.buffer &&
    a.offset === b.offset &&
    sameNumbers(a.shape, b.shape) &&
    a.strides.every((stride, axis) => a.shape[axis] === 1 || stride === b.strides[axis]) &&
    sameSteps(a, b)
  );
}

/** The least and the greatest distance of an element from the view's step-dependent start. */
export function extent({ offset, shape, strides }: View): { first: number; last: number } {
  let first = offset;
  let last = offset;
  shape.forEach((size, axis) => {
    if (strides[axis] > 0) last += (size - 1) * strides[axis];
    else first += (size - 1) * strides[axis];
  });
  return { first, last };
}

/** Whether two views may share an element; exact for blocks of columns of one matrix, careful elsewhere. */
export function mayOverlap(a: View, b: View): boolean {
  if (a.buffer !== b.buffer || sizeOf(a.shape) === 0 || sizeOf(b.shape) === 0) return false;
  if (!sameSteps(a, b)) return true;
  const one = extent(a);
  const other = extent(b);
  if (one.last < other.first || other.last < one.first) return false;
  const row = a.strides[0];
  if (a.shape.length < 2 || b.shape.length < 2 || row <= 0 || row !== b.strides[0]) return true;
  const columns = (view: View): { first: number; last: number } => extent({ ...view, shape: view.shape.slice(1), strides: view.strides.slice(1) });
  const left = columns(a);
  const right = columns(b);
  const start = Math.floor(left.first / row) * row;
  const startRight = Math.floor(right.first / row) * row;
  // Both blocks must lie within one row for their columns to be compared.
  if (left.last - start >= row || right.last - startRight >= row) return true;
  return !(left.last - start < right.first - startRight || right.last - startRight < left.first - start);
}
