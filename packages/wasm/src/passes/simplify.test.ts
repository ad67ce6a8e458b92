import { describe, expect, test } from 'vitest';
import { parseProgram } from '@rekur/tensor';
import { rewrites, simplify } from './simplify.js';
import { specialInputs } from './testing/randomLoops.js';
import { describePass, rewrite } from './testing/passProperties.js';
import { expectSameBits } from './testing/run.js';

/** For every law the body of a Program of a, b: float32[2,3] and s: float32[], and what becomes of it. */
const examples: Readonly<Record<string, readonly [before: string, after: string]>> = {
  dropStopGradient: ['d: float32[2,3] = stopGradient a; return d', 'return a'],
  dropCast: ['d: float32[2,3] = cast[dtype=float32] a; return d', 'return a'],
  foldLiterals: ['d: float32[] = div 1:float32 3:float32; return d', 'return 0.33333334:float32'],
  multiplyByOne: ['d: float32[2,3] = mul 1:float32 a; return d', 'return a'],
  divideByOne: ['d: float32[2,3] = div a 1:float32; return d', 'return a'],
  subtractZero: ['d: float32[2,3] = sub a 0:float32; return d', 'return a'],
  addNothing: ['d: float32[2,3] = add a -0:float32; return d', 'return a'],
  negTwice: ['d: float32[2,3] = neg a; e: float32[2,3] = neg d; return e', 'return a'],
  notTwice: [
    'd: bool[2,3] = greater a b; e: bool[2,3] = not d; f: bool[2,3] = not e; return f',
    'd: bool[2,3] = greater a b; return d',
  ],
  selectSame: ['d: bool[2,3] = greater a b; e: float32[2,3] = select d a a; return e', 'return a'],
  selectKnown: ['d: float32[2,3] = select 0:bool a b; return d', 'return b'],
  dropIdentity: ['d: float32[2,3] = slice[starts=[0,0] ends=[2,3]] a; return d', 'return a'],
  joinTransposes: [
    'd: float32[2,3,1] = reshape[shape=[2,3,1]] a; e: float32[3,1,2] = transpose[axes=[1,2,0]] d; f: float32[2,1,3] = transpose[axes=[2,1,0]] e; return f',
    'd: float32[2,1,3] = reshape[shape=[2,1,3]] a; return d',
  ],
  joinReshapes: ['d: float32[6] = reshape[shape=[6]] a; e: float32[3,2] = reshape[shape=[3,2]] d; return e', 'd: float32[3,2] = reshape[shape=[3,2]] a; return d'],
  transposeAsReshape: [
    'd: float32[1,3] = slice[starts=[0,0] ends=[1,3]] a; e: float32[3,1] = transpose[axes=[1,0]] d; return e',
    'd: float32[1,3] = slice[starts=[0,0] ends=[1,3]] a; e: float32[3,1] = reshape[shape=[3,1]] d; return e',
  ],
  joinReverses: ['d: float32[2,3] = reverse[axes=[0]] a; e: float32[2,3] = reverse[axes=[0,1]] d; return e', 'd: float32[2,3] = reverse[axes=[1]] a; return d'],
  joinBroadcasts: [
    'd: float32[4,2,3] = broadcast[shape=[4,2,3]] a; e: float32[5,4,2,3] = broadcast[shape=[5,4,2,3]] d; return e',
    'd: float32[5,4,2,3] = broadcast[shape=[5,4,2,3]] a; return d',
  ],
  broadcastWithoutOnes: ['d: float32[1,1] = reshape[shape=[1,1]] s; e: float32[2,3] = broadcast[shape=[2,3]] d; return e', 'd: float32[2,3] = broadcast[shape=[2,3]] s; return d'],
  transposeIntoProduct: [
    'd: float32[3,2] = transpose[axes=[1,0]] a; e: float32[3,3] = matmul[transposeA=false transposeB=false] d b; return e',
    'd: float32[3,3] = matmul[transposeA=true transposeB=false] a b; return d',
  ],
  joinSlices: [
    'd: float32[2,2] = slice[starts=[0,1] ends=[2,3]] a; e: float32[1,1] = slice[starts=[1,1] ends=[2,2]] d; return e',
    'd: float32[1,1] = slice[starts=[1,2] ends=[2,3]] a; return d',
  ],
  sliceOfConcat: [
    'd: float32[4,3] = concat[axis=0] a b; e: float32[1,3] = slice[starts=[3,0] ends=[4,3]] d; return e',
    'd: float32[1,3] = slice[starts=[1,0] ends=[2,3]] b; return d',
  ],
  sliceOfPad: ['d: float32[2,5] = pad[before=[0,2] after=[0,0]] a; e: float32[2,3] = slice[starts=[0,2] ends=[2,5]] d; return e', 'return a'],
  sliceOfBroadcast: [
    'd: float32[1,3] = slice[starts=[0,0] ends=[1,3]] a; e: float32[4,5,3] = broadcast[shape=[4,5,3]] d; f: float32[2,2,1] = slice[starts=[1,3,2] ends=[3,5,3]] e; return f',
    'd: float32[1,1] = slice[starts=[0,2] ends=[1,3]] a; e: float32[2,2,1] = broadcast[shape=[2,2,1]] d; return e',
  ],
  joinPaddings: [
    'd: float32[2,4] = pad[before=[0,1] after=[0,0]] a; e: float32[3,4] = pad[before=[0,0] after=[1,0]] d; return e',
    'd: float32[3,4] = pad[before=[0,1] after=[1,0]] a; return d',
  ],
  joinConcats: [
    'd: float32[4,3] = concat[axis=0] a b; e: float32[6,3] = concat[axis=0] d a; return e',
    'd: float32[6,3] = concat[axis=0] a b a; return d',
  ],
  concatOfNeighbours: [
    'd: float32[2,1] = slice[starts=[0,0] ends=[2,1]] a; e: float32[2,2] = slice[starts=[0,1] ends=[2,3]] a; f: float32[2,3] = concat[axis=1] d e; return f',
    'return a',
  ],
  scalarOperand: [
    'd: float32[2,3] = broadcast[shape=[2,3]] s; e: float32[2,3] = broadcast[shape=[2,3]] 2:float32; f: float32[2,3] = mul d e; g: float32[2,3] = add a f; return g',
    'd: float32[] = mul s 2:float32; e: float32[2,3] = add a d; return e',
  ],
  movedFill: ['d: float32[2,3] = broadcast[shape=[2,3]] s; e: float32[3,2] = transpose[axes=[1,0]] d; return e', 'd: float32[3,2] = broadcast[shape=[3,2]] s; return d'],
  joinedFills: [
    'd: float32[2,3] = broadcast[shape=[2,3]] s; e: float32[1,3] = broadcast[shape=[1,3]] s; f: float32[3,3] = concat[axis=0] d e; return f',
    'd: float32[3,3] = broadcast[shape=[3,3]] s; return d',
  ],
};

const withInputs = (body: string): string => `program(a: float32[2,3], b: float32[2,3], c: float32[]) {\n${body.replaceAll(/\bs\b/g, 'c').split('; ').map((line) => `  ${line}`).join('\n')}\n}`;

describe('simplify', () => {
  test('has an example for every law', () => {
    expect(Object.keys(examples)).toEqual(rewrites.map(({ name }) => name));
  });

  test.each(Object.entries(examples))('%s', (_, [before, after]) => {
    const program = parseProgram(withInputs(before));
    expect(rewrite(simplify, program)).toBe(withInputs(after));
    expectSameBits(program, simplify(program).program, specialInputs(program, 1));
  });

  test('says which law an equation went by', () => {
    expect(simplify(parseProgram(withInputs('d: float32[2,3] = mul 1:float32 a; return d'))).notes).toEqual([
      'mul(float32[], float32[2, 3]) → float32[2, 3] went by the law a · 1 = a.',
    ]);
  });

  test.each([
    ['a sum with +0, which turns −0 into +0', 'd: float32[2,3] = add a 0:float32; return d'],
    ['a product with 0, which hides NaN', 'd: float32[2,3] = mul a 0:float32; return d'],
    ['a difference of equals, which is NaN for infinity', 'd: float32[2,3] = sub a a; return d'],
    ['a scalar times one that stands for all elements', 'd: float32[2,3] = broadcast[shape=[2,3]] s; return d'],
  ])('leaves %s', (_, body) => {
    const program = parseProgram(withInputs(body));
    expect(simplify(program).program).toBe(program);
  });
});

describePass('simplify', simplify, { exact: true });
