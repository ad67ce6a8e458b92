// The tables of a run, as Markdown.
import { cases } from './cases.mjs';
import { judge } from './goals.mjs';
import { ARITHMETICS, medianRate, Results, speedRatio } from './results.mjs';
import { pairedRatio } from './statistics.mjs';

/** @param {object} run what results.json holds */
export function report(run) {
  const results = new Results(run);
  const trainings = cases.filter(({ what }) => what === 'train');
  const others = cases.filter(({ what }) => what !== 'train');
  const nodes = results.nodes.join(' / ');
  return [
    ...introduction(run, results),
    ...section(`The limit: the best tile of a matmul, GFLOP/s, Node ${nodes}`, limitTable(results)),
    ...section(
      `Training step: forward, loss, gradients of weights and inputs, Adam; ms, Node ${nodes}`,
      timesTable(results, trainings, [...ourColumns(1), ...ourColumns(2), ...torchColumns, ...javascriptColumns]),
    ),
    ...section(`Share of the limit, training step, one thread, %, Node ${nodes}`, timesTable(results, trainings, ourColumns(1), shareOfLimit)),
    ...section(`Forward pass and one step in time, one thread, ms, Node ${nodes}`, timesTable(results, others, [...ourColumns(1), ...onnxColumns])),
    ...section('Goals', goalsTable(results, run.partial)),
    ...section('What did not run', run.problems.map((problem) => `- ${problem}`).join('\n')),
  ].join('\n\n');
}

const section = (title, content) => (content ? [`### ${title}`, content] : []);

function introduction({ date, rounds, minutes, machine }, results) {
  const nodes = Object.values(machine.nodes).map(({ version, v8 }) => `${version} (V8 ${v8})`);
  const libraries = Object.entries(machine.libraries).map(([name, version]) => `${name} ${version}`);
  const { torch } = results;
  const native = torch ? `PyTorch ${torch.version} with ${torch.blas}, kernels ${torch.blasKernel} (${torch.blasVectorBits} bits)` : 'PyTorch not measured';
  return [
    `Written by \`pnpm bench\`, ${date}: medians of ${rounds} alternating rounds, ${minutes} minutes; one thread means one core, always the same. ` +
      'Rates count 6·batch·time·gates·hidden·(input + hidden) operations for a training step, 2 for a forward pass. ' +
      'Ratios are medians of the ratios within a round.',
    `Machine: ${machine.processor}, ${machine.cores} cores, vectors of ${machine.vectorBits} bits, ${machine.memory}, ${machine.system}; ` +
      `Node ${nodes.join(', ')}; ${native}; ${libraries.join(', ')}.`,
  ];
}

/** One row per width and arithmetic that some Node has. */
function limitTable(results) {
  const combinations = [128, 256].flatMap((width) => ARITHMETICS.map((arithmetic) => ({ width, arithmetic })));
  const rows = combinations.flatMap(({ width, arithmetic }) => {
    const of = (node, threads) => results.all({ family: 'limit', node, width, arithmetic, threads });
    if (results.all({ family: 'limit', width, arithmetic }).length === 0) return [];
    const cells = [
      perNode(results, (node) => rounded(medianRate(of(node, 1)))),
      perNode(results, (node) => of(node, 1)[0]?.tile),
      perNode(results, (node) => rounded(gainOf(of(node, 2), of(node, 1)), 2)),
    ];
    return [[`${width} bits, ${arithmetic}`, ...cells]];
  });
  return table(['', 'one thread', 'tile', 'gain of two copies at once'], rows);
}

/** The median over the rounds of all the cases that have both. */
function gainOf(two, one) {
  const gains = two.flatMap((pair) => {
    const single = one.find((each) => each.case === pair.case);
    return single ? pair.samples.map((sample, round) => [single.samples[round] * pair.flops, sample * single.flops]) : [];
  });
  if (gains.length === 0) return undefined;
  return pairedRatio(gains.map(([numerator]) => numerator), gains.map(([, denominator]) => denominator));
}

const ourColumns = (threads) => {
  const columns = [128, 256].flatMap((width) => ARITHMETICS.map((arithmetic) => ({ width, arithmetic })));
  return columns.map((traits) => ({
    title: `${traits.width}, ${traits.arithmetic}${threads > 1 ? `, ${threads} threads` : ''}`,
    traits: { family: 'ours', threads, ...traits },
  }));
};
const torchColumns = [1, 2].map((threads) => ({ title: `PyTorch, ${threads} thread${threads > 1 ? 's' : ''}`, traits: { family: 'torch', threads }, once: true }));
const javascriptColumns = [
  { title: 'TensorFlow.js', traits: { family: 'tensorflow' } },
  { title: 'jax-js (compilation, s)', traits: { family: 'jax' }, after: ({ compileMs }) => ` (${rounded(compileMs / 1000)})` },
];
const onnxColumns = [
  { title: 'onnxruntime-web', traits: { family: 'onnx-web' } },
  { title: 'onnxruntime-node', traits: { family: 'onnx-node' }, once: true },
];

const milliseconds = (_results, measurement, { after }) => significant(measurement.median) + (after?.(measurement) ?? '');

function shareOfLimit(results, { samples, flops, ...measurement }) {
  const { case: measured, node, width, arithmetic, threads } = measurement;
  const [limit] = results.all({ case: measured, family: 'limit', node, width, arithmetic, threads });
  const share = speedRatio({ samples, flops }, limit);
  return share && rounded(100 * share, 0);
}

/** Cases down, contestants across; rows and columns that nothing was measured for are left out. */
function timesTable(results, rows, columns, cell = milliseconds) {
  const isMeasured = ({ id }, { traits }) => results.all({ case: id, ...traits }).length > 0;
  const shown = columns.filter((column) => rows.some((row) => isMeasured(row, column)));
  const cellOf = (id, column) => (node) => {
    const [measurement] = results.all({ case: id, ...column.traits, ...(node && { node }) });
    return measurement && cell(results, measurement, column);
  };
  return table(
    ['', ...shown.map(({ title }) => title)],
    rows
      .filter((row) => shown.some((column) => isMeasured(row, column)))
      .map(({ id }) => [id, ...shown.map((column) => (column.once ? (cellOf(id, column)() ?? '–') : perNode(results, cellOf(id, column))))]),
  );
}

/** Of a part of the cases only those goals that it measured. */
function goalsTable(results, partial) {
  const sign = { least: '≥', more: '>', most: '≤' };
  const judged = judge(results).filter(({ verdict }) => !partial || verdict !== 'not measured');
  const goals = [...new Set(judged.map(({ what }) => what))];
  return goals
    .map((what) => {
      const each = judged.filter((goal) => goal.what === what);
      const rows = each.map(({ where, kind, needed, values, verdict }) => [
        where,
        `${sign[kind]} ${needed}`,
        ...values.map((value) => (value === undefined ? '–' : significant(value))),
        verdict,
      ]);
      return `#### ${what[0].toUpperCase()}${what.slice(1)}\n\n${table(['case', 'needed', ...results.nodes.map((node) => `Node ${node}`), ''], rows)}`;
    })
    .join('\n\n');
}

function perNode(results, valueOf) {
  const values = results.nodes.map((node) => valueOf(node) ?? '–');
  return values.every((value) => value === '–') ? '–' : values.join(' / ');
}

/** As Markdown; nothing for no rows. */
export function table(titles, rows) {
  if (rows.length === 0) return undefined;
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}

const rounded = (value, digits = 1) => value?.toFixed(digits);

/** Three digits that count. */
const significant = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
