// Runs a root script in a clone that has nothing but Node and npm: finds or fetches the pinned pnpm, installs, then
// runs the steps of that script. Plain Node without dependencies, since it runs before anything is installed.
//
//   node tooling/bootstrap.mjs start|test|golden|build|lint|typecheck|bench|fuzz|docs:dev|docs:build|docs:preview|docs:firefox [more arguments for the last step]
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What vitest and ESLint ask for; the packages themselves run on every Node 20. */
const OLDEST_NODE = '20.19';

/** What `npm start` shows once everything is built. The command itself lives in apps/cli. */
const START_COMMAND = ['node', 'apps/cli/dist/main.js', 'demo'];

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const turbo = (...words) => ['pnpm', 'exec', 'turbo', 'run', ...words];
const build = { what: 'build all packages (cached)', command: turbo('build') };
const golden = ['pnpm', '--filter', '@rekur/tests', 'exec', 'vitest', 'run', 'golden'];

const docs = (script) => ['pnpm', '--filter', '@rekur/docs', 'run', script];

/** The steps of each script. A command that starts with `pnpm` runs the pinned one. */
const scripts = {
  start: [build, { what: 'run the demo', command: START_COMMAND }],
  test: [
    { what: 'forget old test reports', command: ['node', 'tooling/count-tests.mjs', '--clear'] },
    {
      what: 'build what the tests run, then test every package (cached)',
      command: turbo('test', '--continue=dependencies-successful'),
    },
    // Even when a test failed: the sum is what one reads first.
    { what: 'count', command: ['node', 'tooling/count-tests.mjs'], always: true },
  ],
  // Names every file that it ran, and writes no report: a run of some tests must not pass for a run of all.
  golden: [{ what: 'run the golden tests', command: [...golden, '--reporter=verbose'] }],
  build: [build],
  lint: [
    {
      what: 'lint, look for what nothing uses, check the packages as they would be published, and how large a page gets (cached)',
      command: turbo('lint', 'check:package', 'lint:root', 'lint:unused', 'lint:size', '--continue=dependencies-successful'),
    },
  ],
  typecheck: [
    {
      what: 'check types (cached)',
      command: turbo('typecheck', 'typecheck:root', '--continue=dependencies-successful'),
    },
  ],
  bench: [
    build,
    { what: 'run the benchmarks', command: ['pnpm', '--filter', '@rekur/benchmarks', 'run', 'bench'] },
  ],
  'docs:dev': [{ what: 'serve the site as it is written', command: docs('docs:dev') }],
  'docs:build': [{ what: 'build the site', command: docs('docs:build') }],
  'docs:preview': [{ what: 'serve the built site, with the headers that threads need', command: docs('docs:preview') }],
  'docs:firefox': [{ what: 'drive the built site in Firefox', command: ['node', 'tests/site/firefox.mjs'] }],
  fuzz: [{ what: 'compare compiled with interpreted Programs', command: ['node', 'tests/fuzz/run.mjs'] }],
};

function main() {
  const [name, ...more] = process.argv.slice(2);
  const steps = scripts[name];
  if (!steps) stop(`bootstrap: unknown script "${name}"; expected one of ${Object.keys(scripts).join(', ')}`);
  const { node } = process.versions;
  if (node.localeCompare(OLDEST_NODE, 'en', { numeric: true }) < 0) {
    stop(
      `Working on Rekur needs Node ${OLDEST_NODE} or newer, and this is Node ${node}. ` +
        'Install a newer Node, then run this again.',
    );
  }
  const pnpm = findPnpm();
  install(pnpm);
  process.exitCode = runSteps(pnpm, steps, more);
}

/** The pinned pnpm: the one on the path where it has that version, else fetched by npm (which caches it). */
function findPnpm() {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const found = spawn(['pnpm', '--version'], { encoding: 'utf8' });
  if (found.status === 0 && `pnpm@${found.stdout.trim()}` === packageManager) return ['pnpm'];
  say(`fetch ${packageManager} through npm (cached)`);
  return ['npm', 'exec', '--yes', '--prefer-offline', '--loglevel=error', `--package=${packageManager}`, '--', 'pnpm'];
}

function install(pnpm) {
  say('install dependencies from the lockfile');
  const { status, stdout, stderr, error } = spawn([...pnpm, 'install', '--frozen-lockfile'], { encoding: 'utf8' });
  if (status === 0) return;
  // Whose mirror the packages come from is nobody's business in a pasted log.
  const output = `${stdout ?? ''}${stderr ?? ''}${error ?? ''}`
    .replace(/https?:\/\/[^/\s]+/g, 'https://<registry>')
    .replace(/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED) \S+/g, '$1 <registry>');
  stop(
    `${output}\nbootstrap: the installation failed (see above). The first one needs a network or an npm mirror; ` +
      'after a change of dependencies, `pnpm install` brings the lockfile up to date.',
  );
}

/** Runs the steps in order; after a failure only those marked `always`. Returns the first exit code that is not 0. */
function runSteps(pnpm, steps, more) {
  let failed = 0;
  for (const { what, command, always } of steps) {
    if (failed && !always) continue;
    say(what);
    const words = command === steps.at(-1).command ? [...command, ...more] : command;
    const { status } = spawn(words[0] === 'pnpm' ? [...pnpm, ...words.slice(1)] : words, { stdio: 'inherit' });
    failed ||= status ?? 1;
  }
  return failed;
}

function spawn([program, ...args], options) {
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
  // A folder is meant from where the command was typed; the tests run in theirs.
  if (env.REKUR_GOLDEN_DIR) env.REKUR_GOLDEN_DIR = resolve(env.INIT_CWD ?? '.', env.REKUR_GOLDEN_DIR);
  if (program === 'node') return spawnSync(process.execPath, args, { cwd: root, env, ...options });
  // npm and pnpm are .cmd files on Windows, which only a shell can start.
  const shell = process.platform === 'win32';
  return spawnSync(program, args, { cwd: root, env, shell, stdio: ['ignore', 'pipe', 'pipe'], ...options });
}

function say(what) {
  console.log(`> ${what}`);
}

function stop(message) {
  console.error(message);
  process.exit(1);
}

main();
