import { describe, expect, test } from 'vitest';
import type { Program } from '@rekur/tensor';
import { add, DTypeError, matmul, parseProgram, ProgramError, tanh, Tensor, zeros } from '@rekur/tensor';
import { explain, explainProgram, explainWith } from './explain.js';
import { formatExplanation } from './explain/format.js';
import { fixture } from './passes/testing/fixtures.js';

const layer = ({ weight, bias }: { readonly weight: Tensor; readonly bias: Tensor }, x: Tensor): Tensor => tanh(add(matmul(x, weight), bias));
const values = [{ weight: zeros([3, 8]), bias: zeros([8]) }, zeros([2, 3])] as const;

/** Without what differs from run to run, and with every change of a kernel. */
const timeless = (text: string): string => text.replace(/ [\d.]+ ms/g, ' … ms').replace(/(Code:|Memory:|kernels) [\d.]+/g, '$1 …').replace(/tiles of \d × \d+/, 'tiles of …');

describe('explain', () => {
  test('says everything about a function of trees', () => {
    expect(timeless(formatExplanation(explain(layer, ...values)))).toBe(`Engine: wasm, 128 bits (enableWideSimd was not called), separate arithmetic, 1 thread, products in tiles of …
Passes: 4 equations before, 4 after
Nodes after each step: lower 4, place 3, fuse 2, prune 2, order 2, pack 2
Loops: none
Operations: 128 (products 96, elementwise 32, reductions 0)
Bytes moved: 216 bytes read, 128 bytes written
Memory: … kB
  residents 0 bytes, arguments 448 bytes, results 128 bytes
  scratch 128 bytes, without sharing 128 bytes; kernels … kB, reserved 65.5 kB
Largest buffers:
  argument0 = 0.weight: 192 bytes, input, from the beginning to line 1 of the nodes
  argument2: 128 bytes, input, from the beginning to line 1 of the nodes
  matmul0: 128 bytes, scratch, from line 1 to line 2 of the nodes
  argument1 = 0.bias: 128 bytes, input, from the beginning to line 2 of the nodes
  result0: 128 bytes, result, from line 2 to the end
Code: … kB
Time: trace … ms, optimise … ms, lower … ms, place … ms, fuse … ms, prune … ms, order … ms, pack … ms, plan and write code … ms, WebAssembly … ms

Program before the passes:
program(a: float32[3,8], b: float32[8], c: float32[2,3]) {
  d: float32[2,8] = matmul[transposeA=false transposeB=false] c a
  e: float32[2,8] = broadcast[shape=[2,8]] b
  f: float32[2,8] = add d e
  g: float32[2,8] = tanh f
  return g
}

Program after the passes:
program(a: float32[3,8], b: float32[8], c: float32[2,3]) {
  d: float32[2,8] = matmul[transposeA=false transposeB=false] c a
  e: float32[2,8] = broadcast[shape=[2,8]] b
  f: float32[2,8] = add d e
  g: float32[2,8] = tanh f
  return g
}

Nodes:
1  matmul matmul0[1,2,8] = argument2[1,2,3] · argument0[1,3,8]
2  map[2,8] { %0 = matmul0[2,8]; %1 = argument1[2,8:0,1]; %2 = add %0 %1; %3 = tanh %2 } result0[2,8] = %3`);
  });

  test('shows a summary, or the nodes after every step, on request', () => {
    const explanation = explainWith({ everyStep: true, threads: 2, width: 256, arithmetic: 'fused' }, layer, ...values);
    expect(formatExplanation(explanation, { programs: false })).not.toContain('program(');
    expect(explanation.codeBytes).toBeGreaterThan(1000);
    expect(formatExplanation({ ...explanation, target: { ...explanation.target, runsHere: false } })).toMatch(/tiles of \d × 16\n {2}This JavaScript engine lacks/);
    expect(formatExplanation(explanation)).toMatch(/^Engine: wasm, 256 bits \(asked for\), fused arithmetic, 2 threads, products in tiles of \d × 16\n/);
    expect(explanation.schedule.map(({ step, nodes, text }) => [step, nodes, text?.split('\n').length])).toEqual([
      ['lower', 4, 4],
      ['place', 3, 3],
      ['fuse', 2, 2],
      ['prune', 2, 2],
      ['order', 2, 2],
      ['pack', 2, 2],
    ]);
    expect(explanation.schedule[5].text).toBe(explanation.nodes);
  });

  test('names what a function uses from outside, and its results', () => {
    const table = zeros([100, 3]);
    const { largest } = explain((x: Tensor) => ({ scores: matmul(table, x) }), zeros([3, 2])).memory;
    expect(largest.map(({ meaning, role }) => [meaning, role]).filter(([meaning]) => meaning)).toEqual([
      ['captured 0', 'input'],
      ['scores', 'result'],
    ]);
  });

  test('refuses what the engine refuses', () => {
    const wide = new Tensor({ shape: [2], dtype: 'float64' }, new Float64Array(2));
    expect(() => explain((x: Tensor) => add(x, x), wide)).toThrow(DTypeError);
    const program = fixture('rnn');
    expect(() => explainProgram(program, { inputs: [], outputs: [] })).toThrow(ProgramError);
  });
});

describe('explainProgram', () => {
  const [batch, time, input, hidden] = [2, 5, 3, 4];
  const rows = batch * time;
  /** Forward, and one product for the gradient of each factor. */
  const training = (from: number, to: number): number => 6 * rows * from * to;

  test.each([
    ['lstm', 4, 2],
    ['gru', 3, 2],
    ['rnn', 1, 2],
  ])('counts the products of a training step: %s', (name, gates, outputs) => {
    // Nobody asks for the gradient of the input.
    const layers = training(input + hidden, gates * hidden) - 2 * rows * input * gates * hidden + training(hidden, outputs);
    expect(explainProgram(fixture(name)).work.matmul).toBe(layers);
  });

  test('counts 6·batch·time·gates·hidden·(input + hidden) for an LSTM above an embedding, which wants the gradient of its input', () => {
    expect(explainProgram(fixture('language')).work.matmul).toBe(6 * batch * time * 4 * hidden * (input + hidden) + training(hidden, 7));
  });

  test('takes residents from the binding: nothing of them is an argument', () => {
    const program = fixture('lstm');
    const parameters = 18;
    const number = (index: number): number | undefined => (index < parameters ? index : undefined);
    const bound = { inputs: program.inputs.map((_, index) => number(index)), outputs: program.outputs.map((_, index) => number(index)) };
    const [alone, session] = [explainProgram(program), explainProgram(program, bound)];
    expect(session.memory.residents).toBeGreaterThan(0);
    expect(session.memory.residents + session.memory.arguments).toBe(alone.memory.arguments);
    expect(session.work).toEqual(alone.work);
  });

  test('keeps what depends on parameters alone from run to run', () => {
    const program = parseProgram('program(a: float32[8,3], b: float32[3,8]) {\n  c: float32[8,8] = matmul[transposeA=false transposeB=false] a b\n  return c\n}');
    const bound = explainProgram(program, { inputs: [undefined, 0], outputs: [undefined] });
    expect(bound.once).toBe(1);
    expect(formatExplanation(bound, { programs: false })).toContain('\nDone once, until the residents that it reads change: the first node\n');
    expect(formatExplanation(bound, { programs: false })).toMatch(/ {2}panels0: \d+ bytes, scratch, stays from run to run\n/);
    expect(explainProgram(program).once).toBe(0);
  });

  test.each(['lstm', 'lastStep', 'remat'])('agrees with itself about memory: %s', (name) => {
    const { memory, nodes, loops } = explainProgram(fixture(name));
    const { reserved, residents, arguments: given, results, scratch, scratchUnshared, kernels, total, largest } = memory;
    // Arguments and results share memory too, so the sum may be above what they take.
    expect(reserved + residents + given + results + scratch + kernels).toBeGreaterThanOrEqual(total);
    expect(scratch).toBeLessThan(scratchUnshared);
    expect(largest).toHaveLength(10);
    const lines = nodes.split('\n');
    for (const each of largest) {
      expect(each.from).toBeLessThanOrEqual(each.to ?? lines.length);
      const touched = lines.flatMap((line, index) => (new RegExp(`\\b${each.name}\\b`).test(line) ? [index + 1] : []));
      expect(each.from).toBeLessThanOrEqual(touched[0]);
      expect(each.to ?? lines.length).toBeGreaterThanOrEqual(touched[touched.length - 1]);
    }
    expect(loops.every(({ rows: count, reason }) => (count === undefined) !== (reason === undefined))).toBe(true);
  });

  test('says how many rows of a loop threads may divide', () => {
    const text = formatExplanation(explainProgram(fixture('lstm'), undefined, { threads: 2 }), { programs: false, notesPerPass: 2 });
    expect(text).toContain('  t0: 5 steps; threads may divide its 2 rows\n  t1: 5 steps from the last to the first; threads may divide its 2 rows\n');
    expect(text).toMatch(/\n {2}simplify: and \d+ more\n/);
  });

  const loop = (carry: string, given: string, ...body: string[]): Program =>
    parseProgram(`program(a: float32[5,${given}], b: float32[${carry}], c: int32[]) {
  d: float32[${carry}] = scan[body=program(a: float32[${carry}], b: float32[${given}]) {
${body.map((line) => `    ${line}`).join('\n')}
    return ${body[body.length - 1].slice(0, 1)}
  } carries=1 sequences=1 capacity=5 reverse=false] c b a
  return d
}`);

  test.each([
    [
      'the sum that makes result0[3] has no rows to divide, the map that makes mul0[2,3] has 2',
      loop('3', '2,3', 'c: float32[2,3] = broadcast[shape=[2,3]] a', 'd: float32[2,3] = mul c b', 'e: float32[3] = sum[axes=[0]] d'),
    ],
    [
      'the matmul that makes result0[1,3,4] has 3 rows, the map that makes tanh0[2,3] has 2',
      loop(
        '3,4',
        '2,3',
        'c: float32[2,3] = tanh b',
        'd: float32[2,4] = matmul[transposeA=false transposeB=false] c a',
        'e: float32[3,4] = matmul[transposeA=true transposeB=false] c d',
      ),
    ],
    [
      'result0 is not divided into 2 rows in one way: it is touched as result0+3[2,3:-3,1], result0[2,3]',
      loop('2,3', '2,3', 'c: float32[2,3] = reverse[axes=[0]] a', 'd: float32[2,3] = mul c b'),
    ],
  ])('says why the rows of a loop depend on each other: %s', (reason, program) => {
    const [{ rows: count, reason: found, runtime }] = explainProgram(program).loops;
    expect({ count, found, runtime }).toEqual({ count: undefined, found: reason, runtime: true });
  });
});
