import { apply, literal } from '../apply.js';
import type { DType } from '../dtype.js';
import { isFloat, roundTo } from '../dtype.js';
import { describe, DTypeError } from '../error.js';
import type { PrimitiveName } from '../primitives/index.js';
import { requireDType, requireSameDType } from '../primitives/rules.js';
import type { Literal } from '../program.js';
import type { Shape } from '../shape.js';
import { broadcastShapes, sameShape } from '../shape.js';
import { Tensor } from '../tensor.js';

/** An operand: a tensor, or a number that takes the other operand's dtype. */
export type Operand = Tensor | number;

type BinaryName = PrimitiveName &
  ('add' | 'sub' | 'mul' | 'div' | 'maximum' | 'minimum' | 'equal' | 'greater' | 'greaterEqual' | 'and' | 'or' | 'xor');
type UnaryName = PrimitiveName & ('neg' | 'abs' | 'exp' | 'log' | 'tanh' | 'sigmoid' | 'erf' | 'sqrt' | 'stopGradient' | 'not');

/** `x` repeated to `shape` by NumPy's rule; itself if it has that shape already. */
export function broadcastTo(x: Tensor, shape: Shape): Tensor {
  return spread(x, shape, []);
}

/** @param home where a concrete `x` meets a traced operand, that operand: the repeating is recorded, and `x` captured as it is */
function spread(x: Tensor, shape: Shape, home: readonly Tensor[]): Tensor {
  return sameShape(x.shape, shape) ? x : apply('broadcast', { shape: [...shape] }, [x], home)[0];
}

function binary(name: BinaryName, a: Operand, b: Operand): Tensor {
  if (a instanceof Tensor && b instanceof Tensor) {
    requireSameDType(name, a, b);
    const shape = broadcastShapes(name, a.shape, b.shape);
    return apply(name, {}, [spread(a, shape, [b]), spread(b, shape, [a])])[0];
  }
  const dtype = dtypeOfOperands(name, [a, b]);
  return apply(name, {}, [asOperand(name, a, dtype), asOperand(name, b, dtype)])[0];
}

/**
 * A tensor as it is; a number as a constant of `dtype`.
 * @throws DTypeError for what is neither, and for a number that an integer or bool dtype does not hold: both would become
 * another number in silence.
 */
export function asOperand(operation: string, value: Operand, dtype: DType): Tensor | Literal {
  if (value instanceof Tensor) return value;
  if (typeof value !== 'number') {
    throw new DTypeError(describe(operation, 'not an operand', `${typeof value} beside ${dtype}`, 'a tensor or a number is expected', 'tensor(…) makes one'));
  }
  if (!isFloat(dtype) && roundTo(dtype, value) !== value) {
    throw new DTypeError(
      describe(
        operation,
        'number does not fit the dtype',
        `${value} beside ${dtype}`,
        dtype === 'bool' ? '0 or 1 is expected' : `a whole number in the range of ${dtype} is expected`,
        "cast(tensor, 'float32') converts the tensor",
      ),
    );
  }
  return literal(value, dtype);
}

function dtypeOfOperands(name: string, operands: readonly Operand[]): DType {
  for (const operand of operands) if (operand instanceof Tensor) return operand.dtype;
  throw new DTypeError(
    describe(name, 'no tensor among the operands', operands.join(', '), 'at least one operand must be a tensor', 'tensor(…) makes one'),
  );
}

/** a + b, with broadcasting. @throws ShapeError, DTypeError */
export const add = (a: Operand, b: Operand): Tensor => binary('add', a, b);
/** a − b, with broadcasting. @throws ShapeError, DTypeError */
export const sub = (a: Operand, b: Operand): Tensor => binary('sub', a, b);
/** a · b elementwise, with broadcasting. @throws ShapeError, DTypeError */
export const mul = (a: Operand, b: Operand): Tensor => binary('mul', a, b);
/** a / b, with broadcasting; floats only. @throws ShapeError, DTypeError */
export const div = (a: Operand, b: Operand): Tensor => binary('div', a, b);
/** The greater of a and b, with broadcasting; NaN if either is. @throws ShapeError, DTypeError */
export const maximum = (a: Operand, b: Operand): Tensor => binary('maximum', a, b);
/** The smaller of a and b, with broadcasting; NaN if either is. @throws ShapeError, DTypeError */
export const minimum = (a: Operand, b: Operand): Tensor => binary('minimum', a, b);
/** a = b as bool, with broadcasting. @throws ShapeError, DTypeError */
export const equal = (a: Operand, b: Operand): Tensor => binary('equal', a, b);
/** a > b as bool, with broadcasting. @throws ShapeError, DTypeError */
export const greater = (a: Operand, b: Operand): Tensor => binary('greater', a, b);
/** a ≥ b as bool, with broadcasting. @throws ShapeError, DTypeError */
export const greaterEqual = (a: Operand, b: Operand): Tensor => binary('greaterEqual', a, b);
/** a ≠ b as bool, with broadcasting; NaN differs from everything. @throws ShapeError, DTypeError */
export const notEqual = (a: Operand, b: Operand): Tensor => not(equal(a, b));
/** a < b as bool, with broadcasting. @throws ShapeError, DTypeError */
export const less = (a: Operand, b: Operand): Tensor => greater(b, a);
/** a ≤ b as bool, with broadcasting. @throws ShapeError, DTypeError */
export const lessEqual = (a: Operand, b: Operand): Tensor => greaterEqual(b, a);
/** Logical and of bool, bitwise and of int32 or uint32, with broadcasting. @throws ShapeError, DTypeError */
export const and = (a: Operand, b: Operand): Tensor => binary('and', a, b);
/** Logical or of bool, bitwise or of int32 or uint32, with broadcasting. @throws ShapeError, DTypeError */
export const or = (a: Operand, b: Operand): Tensor => binary('or', a, b);
/** Exclusive or, of bool or of the bits of int32 or uint32, with broadcasting. @throws ShapeError, DTypeError */
export const xor = (a: Operand, b: Operand): Tensor => binary('xor', a, b);

function unary(name: UnaryName, x: Tensor): Tensor {
  return apply(name, {}, [x])[0];
}

/** −x */
export const neg = (x: Tensor): Tensor => unary('neg', x);
/** |x| */
export const abs = (x: Tensor): Tensor => unary('abs', x);
/** Logical not of bool, all bits turned round of int32 or uint32. @throws DTypeError */
export const not = (x: Tensor): Tensor => unary('not', x);
/** x·2^distance modulo 2^32, for int32 and uint32. @throws DTypeError; ValueError unless the distance is from 0 to 31 */
export const shiftLeft = (x: Tensor, distance: number): Tensor => apply('shiftLeft', { distance }, [x])[0];
/** ⌊x / 2^distance⌋, for int32 and uint32. @throws DTypeError; ValueError unless the distance is from 0 to 31 */
export const shiftRight = (x: Tensor, distance: number): Tensor => apply('shiftRight', { distance }, [x])[0];
/** e^x; at most 1.1 ulp in float32. */
export const exp = (x: Tensor): Tensor => unary('exp', x);
/** Natural logarithm; at most 1 ulp in float32. */
export const log = (x: Tensor): Tensor => unary('log', x);
/** Hyperbolic tangent; at most 2.5 ulp in float32. */
export const tanh = (x: Tensor): Tensor => unary('tanh', x);
/** 1 / (1 + e^−x); at most 2.41 ulp in float32. */
export const sigmoid = (x: Tensor): Tensor => unary('sigmoid', x);
/** Error function 2/√π ∫₀ˣ e^(−t²) dt; at most 1.4 ulp in float32. */
export const erf = (x: Tensor): Tensor => unary('erf', x);
/** √x, correctly rounded. */
export const sqrt = (x: Tensor): Tensor => unary('sqrt', x);
/** x itself, a constant to differentiation. */
export const stopGradient = (x: Tensor): Tensor => unary('stopGradient', x);

/** x·x */
export const square = (x: Tensor): Tensor => mul(x, x);
/** x as another dtype; itself if it has it already. See the primitive `cast` for rounding. */
export function cast(x: Tensor, dtype: DType): Tensor {
  return x.dtype === dtype ? x : apply('cast', { dtype }, [x])[0];
}

/**
 * `a` where `condition` (bool) is true, else `b`, with broadcasting.
 * @throws ShapeError, DTypeError
 */
export function where(condition: Tensor, a: Operand, b: Operand): Tensor {
  const dtype = dtypeOfOperands('where', [a, b]);
  requireDType('where', 'condition', condition, 'bool');
  if (a instanceof Tensor && b instanceof Tensor) requireSameDType('where', a, b);
  let { shape } = condition;
  if (a instanceof Tensor) shape = broadcastShapes('where', shape, a.shape, ['condition', 'a']);
  if (b instanceof Tensor) {
    shape = broadcastShapes('where', shape, b.shape, [a instanceof Tensor ? 'condition with a' : 'condition', 'b']);
  }
  const place = (value: Operand): Tensor | Literal =>
    value instanceof Tensor ? broadcastTo(value, shape) : asOperand('where', value, dtype);
  return apply('select', {}, [broadcastTo(condition, shape), place(a), place(b)])[0];
}

/** x kept within [low, high]; its gradient is 0 outside. NaN stays NaN. @throws ShapeError, DTypeError */
export const clip = (x: Tensor, low: Operand, high: Operand): Tensor => where(greater(x, high), high, where(greater(low, x), low, x));
