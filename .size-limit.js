// What a page downloads, minified and compressed by gzip: a limit that fails `npm run lint` when it is exceeded. Raise one only
// with a reason; `pnpm lint:size` shows the figures. Bundled from sources, so nothing needs to be built first.

const fromSources = (config) => ({ ...config, conditions: ['@rekur/source'], target: 'es2022' });

export default [
  { name: 'training an LSTM', path: 'tests/size/training.ts', limit: '84 kB' },
  { name: 'running an exported model', path: 'tests/size/standalone.ts', limit: '2 kB' },
  { name: 'running a model', path: 'tests/size/inference.ts', limit: '78 kB' },
].map((entry) => ({ ...entry, gzip: true, modifyEsbuildConfig: fromSources }));
