// What is trained everywhere: a small LSTM whose sizes are no multiples of a vector's, through a session of an engine.
import { valueAndGrad } from '@rekur/autodiff';
import { linear, lstm, sequential } from '@rekur/rnn';
import type { Engine, Tensor } from '@rekur/tensor';
import { flattenTree, normal, randomKey, tensor } from '@rekur/tensor';
import { adam, createTreeSession, meanSquaredError } from '@rekur/train';

const [BATCH, TIME, INPUT, HIDDEN, OUTPUT] = [13, 9, 21, 44, 5];

export interface Trained {
  /** Of the bits of all parameters and all losses, in order. */
  readonly hash: string;
  readonly losses: readonly number[];
}

/** Trains with the squared error, all gradients and Adam. In a browser threads start only while this waits. */
export async function train(engine: Engine, steps: number, wait?: () => Promise<unknown>): Promise<Trained> {
  const module = sequential(lstm(INPUT, HIDDEN), linear(HIDDEN, OUTPUT));
  const optimizer = adam({ learningRate: 1e-2 });
  const parameters = module.initialize(randomKey(1));
  const session = createTreeSession(engine, { parameters, moments: optimizer.initialize(parameters) });
  const step = session.bind(['parameters', 'moments'], (residents, args: { scalars: Record<string, Tensor>; inputs: Tensor; targets: Tensor }) => {
    const { value, gradient } = valueAndGrad((weights: typeof parameters) => meanSquaredError(module.apply(weights, args.inputs).output, args.targets))(residents.parameters);
    const updated = optimizer.update({ parameters: residents.parameters, gradients: gradient, state: residents.moments, scalars: args.scalars });
    return { residents: { parameters: updated.parameters, moments: updated.state }, results: { loss: value } };
  });
  const data = { inputs: normal(randomKey(2), [BATCH, TIME, INPUT]), targets: normal(randomKey(3), [BATCH, TIME, OUTPUT]) };
  const losses: number[] = [];
  for (let count = 1; count <= steps; count++) {
    const scalars = Object.fromEntries(Object.entries(optimizer.scalars(count)).map(([name, value]) => [name, tensor(value)]));
    losses.push(step({ scalars, ...data }).loss.item());
    await wait?.();
  }
  const trained = flattenTree(session.read('parameters')).map(({ value }) => value.data);
  return { hash: hashOf([...trained, Float32Array.from(losses)]), losses };
}

/** FNV-1a over 32-bit words. */
function hashOf(arrays: readonly Tensor['data'][]): string {
  let hash = 0x811c9dc5;
  for (const array of arrays) {
    for (const word of new Uint32Array(array.slice().buffer)) hash = Math.imul(hash ^ word, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
