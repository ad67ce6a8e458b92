import { library } from '../../tooling/tsup.ts';

const shared = library();

export default [
  { ...shared, clean: ['!standalone/**'] },
  {
    ...shared,
    // The worker with all that it imports in one file: import maps do not reach workers, so a page without a bundler needs it.
    entry: { 'standalone/worker': 'src/worker-main.ts' },
    clean: false,
    dts: false,
    splitting: false,
    external: [],
    noExternal: [/./],
  },
];
