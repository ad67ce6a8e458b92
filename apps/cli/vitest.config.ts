import { project } from '../../tooling/vitest.ts';

// A command line prints: its tests may let it.
export default project({ allowConsole: true });
