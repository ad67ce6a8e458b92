// A contestant's process: reads a question per line, answers with a line. Ends with its standard input.
//
//   node serve.mjs ours|limit|tensorflow|jax|onnx SETTINGS      SETTINGS: JSON for the module's `createContestant`
//
// Questions: {id, ask: 'describe'}; {id, ask: 'prepare', case}: builds the case and answers with what there is to say of it;
// {id, ask: 'measure', runs}: runs it that often and answers with milliseconds; {id, ask: 'release'}: forgets it.
import { createInterface } from 'node:readline';

const modules = {
  ours: () => import('../ours.mjs'),
  limit: () => import('../limit.mjs'),
  tensorflow: () => import('../peers/tensorflow.mjs'),
  jax: () => import('../peers/jax.mjs'),
  onnx: () => import('../peers/onnx.mjs'),
};

const [name, settings] = process.argv.slice(2);
console.log = console.error; // standard output is for the answers
console.info = console.error;

/** Started with the first question, so that what fails here is an answer like any other. */
let contestant;
/** What `prepare` gave: `run()`, or `measure(runs)` where the contestant must take the time itself. */
let prepared;

const answers = {
  describe: async () => contestant.describe?.() ?? {},
  async prepare(question) {
    prepared = await contestant.prepare(question.case);
    const { run: _run, measure: _measure, release: _release, ...facts } = prepared;
    return facts;
  },
  measure: ({ runs }) => (prepared.measure ?? measureRuns)(runs),
  async release() {
    await prepared?.release?.();
    prepared = undefined;
  },
};

async function measureRuns(runs) {
  const { run } = prepared;
  const start = performance.now();
  for (let count = 0; count < runs; count++) {
    const result = run();
    if (result instanceof Promise) await result;
  }
  return performance.now() - start;
}

async function start() {
  const { createContestant } = await modules[name]();
  return createContestant(JSON.parse(settings));
}

/** A peer that is not there is no failure. */
function refuseMissing(error) {
  const missing = error.code === 'ERR_MODULE_NOT_FOUND' && /^Cannot find package '([^']+)'/.exec(error.message)?.[1];
  if (!missing) throw error;
  throw Object.assign(new Error(`${missing} is not installed`), { name: 'NotInstalled' });
}

async function answer({ id, ask, ...question }) {
  try {
    contestant ??= await start().catch(refuseMissing);
    return { id, result: (await answers[ask](question)) ?? null };
  } catch (error) {
    return { id, error: { name: error?.name ?? 'Error', message: String(error?.message ?? error) } };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
}
process.exit(0); // workers would keep it alive
