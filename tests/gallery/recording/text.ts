import { mobyDick } from '@rekur/datasets';
import { gradientFlow, observe } from '@rekur/rnn';
import { interpretableUnit, trainText, viewText } from '@rekur/tasks';
import { flattenTree, logSoftmax, type Tensor } from '@rekur/tensor';

/** The opening of the novel, of which the network reads the beginning of its second paragraph. */
const READ = 330;
/** What all gates are shown over. */
const SHOWN = 40;

/** An LSTM that learned Moby-Dick for a few hundred steps, and what is inside it while it reads. */
export async function recordText(): Promise<object> {
  const { text } = await mobyDick();
  const steps: { step: number; loss: number; gradientNorm: number; learningRate: number }[] = [];
  const validations: { step: number; bits: number }[] = [];
  const training = trainText({ name: 'moby-dick', text }, { hidden: 48, embedding: 16, steps: 600, sampleEvery: 0, engine: 'wasm' });
  for await (const event of training) {
    if (event.type === 'step' && (event.step % 10 === 0 || event.step === 1)) steps.push(event);
    if (event.type === 'validation') validations.push({ step: event.step, bits: event.bitsPerCharacter });
    if (event.type !== 'end') continue;
    const { model } = event;
    const start = text.indexOf('Call me Ishmael');
    const passage = text.slice(start, start + READ + 1);
    const { module, parameters, input, steps: tokens } = viewText(model, passage);
    const { output, steps: observed } = observe(module, parameters, input);
    const unit = interpretableUnit(observed, tokens);
    if (!unit) throw new Error('recordText: no unit follows anything; train longer');
    const short = viewText(model, passage.slice(0, 80));
    const flow = gradientFlow(short.module, short.parameters, short.input, short.loss);
    const panel = (name: string): number[][] => rowsOf(observed[`1.l0.${name}`]).slice(0, SHOWN).map((row) => row.slice(0, 24));
    return {
      training: {
        steps: steps.map(({ step }) => step),
        bits: steps.map(({ loss }) => loss / Math.LN2),
        gradientNorm: steps.map(({ gradientNorm }) => gradientNorm),
        learningRate: steps.map(({ learningRate }) => learningRate),
        validationSteps: validations.map(({ step }) => step),
        validationBits: validations.map(({ bits }) => bits),
      },
      reading: { tokens, bits: bitsOf(output, input) },
      unit: { index: unit.unit, path: unit.path, feature: unit.feature, correlation: unit.correlation, values: unit.values },
      states: { tokens: tokens.slice(0, SHOWN), forget: panel('gates.forget'), input: panel('gates.input'), output: panel('gates.output'), h: panel('h') },
      /** One unit at the last step. */
      cell: cellOf(observed, unit.unit),
      gradients: Object.fromEntries(Object.entries(flow).map(([name, { steps: norms }]) => [name, Array.from(norms.data)])),
      parameters: Object.fromEntries(flattenTree(parameters).map(({ path, value }) => [path, { shape: value.shape, data: Array.from(value.data) }])),
    };
  }
  throw new Error('recordText: the training ended without a model');
}

function cellOf(observed: Readonly<Record<string, Tensor>>, unit: number): object {
  const at = (name: string, back: number): number | undefined => rowsOf(observed[`1.l0.${name}`]).at(-1 - back)?.[unit];
  return {
    gates: Object.fromEntries(['input', 'forget', 'cell', 'output'].map((gate) => [gate, at(`gates.${gate}`, 0)])),
    previous: { h: at('h', 1), c: at('c', 1) },
    next: { h: at('h', 0), c: at('c', 0) },
  };
}

/** [1, time, width] → rows of numbers. */
function rowsOf({ shape: [, time, width], data }: Tensor): number[][] {
  return Array.from({ length: time }, (_, step) => Array.from(data.slice(step * width, (step + 1) * width)));
}

/** −log2 of the probability of each token, from logits [1, time, vocabulary] and ids [1, time]; null for the first. */
function bitsOf(logits: Tensor, ids: Tensor): (number | null)[] {
  const rows = rowsOf(logSoftmax(logits));
  return Array.from({ length: rows.length }, (_, step) => (step === 0 ? null : Math.max(0, -rows[step - 1][ids.data[step]] / Math.LN2)));
}
