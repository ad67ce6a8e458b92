import { lstmCell } from '@rekur/rnn';
import { tensor } from '@rekur/tensor';
import { expect, test } from 'vitest';
import { advance, atRest, halfLife, leftAfter, LONGEST_RUN, nextState, presets, type Run, sigmoid } from './gates.js';
import { afterMessage, type FromWorker, progressOf, type Racer, waiting } from './race.js';
import { draw, train } from './raceRun.js';

test('a step with gates set by hand is a step of the package’s LSTM whose biases set them', () => {
  const gates = { input: 0.3, forget: 0.8, cell: -0.6, output: 0.9 };
  const logit = (share: number) => Math.log(share / (1 - share));
  const zeros = (rows: number) => tensor(Array.from({ length: rows }, () => [0]));
  const parameters = {
    weight_ih: zeros(4),
    weight_hh: zeros(4),
    bias_ih: tensor([logit(gates.input), logit(gates.forget), Math.atanh(gates.cell), logit(gates.output)]),
    bias_hh: tensor([0, 0, 0, 0]),
  };
  const { state } = lstmCell.step(parameters, tensor([[0]]), { h: tensor([[0.2]]), c: tensor([[1.5]]) });
  const next = nextState({ h: 0.2, c: 1.5 }, gates);
  expect(next.c).toBeCloseTo(state['c'].item(), 5);
  expect(next.h).toBeCloseTo(state['h'].item(), 5);
});

test('written, held and read: the value comes out as it went in', () => {
  let run: Run = advance(atRest, presets.write);
  for (let step = 0; step < 20; step++) run = advance(run, presets.hold);
  expect(run.at(-1)).toEqual({ c: 0.9, h: 0 });
  run = advance(run, presets.read);
  expect(run.at(-1)).toEqual({ c: 0.9, h: Math.tanh(0.9) });
  expect(advance(run, presets.erase).at(-1)).toEqual({ c: 0, h: 0 });
});

test('a run ends where the chart does', () => {
  let run: Run = atRest;
  for (let step = 0; step < LONGEST_RUN + 9; step++) run = advance(run, presets.open);
  expect(run).toHaveLength(LONGEST_RUN + 1);
});

test('a forget bias leaves what the package’s cell leaves after as many steps', () => {
  const closed = tensor([-40, 2, 0, 40]);
  const zeros = tensor([[0], [0], [0], [0]]);
  let state: Record<string, ReturnType<typeof tensor>> = { h: tensor([[0]]), c: tensor([[1]]) };
  for (let step = 0; step < 10; step++) state = lstmCell.step({ weight_ih: zeros, weight_hh: zeros, bias_ih: closed, bias_hh: tensor([0, 0, 0, 0]) }, tensor([[0]]), state).state;
  expect(leftAfter(2, 10)).toBeCloseTo(state['c'].item(), 5);
  expect(leftAfter(2, halfLife(2))).toBeCloseTo(0.5, 12);
  expect(sigmoid(0)).toBe(0.5);
});

test('in the page an LSTM learns the lag task and an Elman network does not, and their gradients are drawn', async () => {
  const run = async (cell: 'lstm1997-adam' | 'elman', budget: number): Promise<Racer> => {
    let racer = waiting(cell);
    await train({ type: 'train', cell, lag: 50 }, (message: FromWorker) => void (racer = afterMessage(racer, message)), budget);
    return racer;
  };
  const [lstm, elman] = [await run('lstm1997-adam', 10_000), await run('elman', 1000)];
  expect(lstm.state).toBe('solved');
  expect(lstm.errors.at(-1)?.wrongShare).toBe(0);
  expect(elman.state).toBe('given up');
  expect(elman.errors.map(({ sequences }) => sequences)).toEqual([1008]);
  const [before, after] = await draw({ type: 'draw', outcomes: [lstm.outcome!, elman.outcome!], lag: 50, language: 'ko', widthPx: 360 });
  expect([before.id, after.id]).toEqual(['gradients-untrained', 'gradients-trained']);
  expect(after.svg.light).toMatch(/^<svg/);
  expect(after.svg.dark).not.toBe(after.svg.light);
}, 180_000);

test('what is no report of the experiment is refused', () => {
  expect(progressOf('12,000 sequences, 3 of 250 wrong')).toEqual({ sequences: 12_000, wrong: 3, tested: 250 });
  expect(() => progressOf('done')).toThrow("progressOf: not a report: 'done'; '2,000 sequences, 31 of 250 wrong' is expected");
});

test('a racer whose worker fails has stopped', () => {
  expect(afterMessage(waiting('gru'), { type: 'failed', message: 'out of memory' }).state).toBe('stopped');
});
