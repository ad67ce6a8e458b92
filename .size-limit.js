// What a page downloads, minified and compressed by gzip: a limit that fails `npm run lint` when it is exceeded. Raise one only
// with a reason; `pnpm lint:size` shows the figures. Bundled from sources, so nothing needs to be built first.

const fromSources = (config) => ({ ...config, conditions: ['@rekur/source'], target: 'es2022' });

export default [
  { name: 'training an LSTM', path: 'tests/size/training.ts', limit: '84 kB' },
  { name: 'running an exported model', path: 'tests/size/standalone.ts', limit: '2 kB' },
  { name: 'running a model', path: 'tests/size/inference.ts', limit: '78 kB' },
  // All 20 charts and 5 diagrams at once; 40 kB was hoped for. Half of it is charts, half diagrams (twelve cells), and 8 kB are words in
  // two languages. Who imports one pays for one: a chart is 3 kB, the Elman network 6.
  { name: 'figures and diagrams', path: 'tests/size/viz.ts', limit: '46 kB' },
].map((entry) => ({ ...entry, gzip: true, modifyEsbuildConfig: fromSources }));
