import { mergeConfig } from 'vitest/config';
import { project } from '../../tooling/vitest.ts';

// Vega and the compiled schema of Vega-Lite take seconds to load: once for each worker, not for each file of tests.
export default mergeConfig(project(), { test: { isolate: false } });
