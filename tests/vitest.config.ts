import { defineConfig } from 'vitest/config';
import { project } from '../tooling/vitest.ts';

const shared = project();

// The site is built and a browser started only where its tests run.
const site = { ...shared.test, name: 'site', include: ['site/**/*.test.ts'], globalSetup: ['site/globalSetup.ts'] };
const repository = { ...shared.test, name: 'repository', exclude: [...(shared.test?.exclude ?? []), 'site/**'] };

export default defineConfig({ ...shared, test: { ...shared.test, projects: [site, repository].map((test) => ({ ...shared, test })) } });
