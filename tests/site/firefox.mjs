// `pnpm docs:firefox [--out FOLDER] [--firefox PROGRAM]`: the built site (`pnpm docs:build`) in Firefox, driven through WebDriver BiDi, which Firefox
// speaks by itself: pages load without a complaint, three parts of Learn are driven, one model is trained. Firefox comes from the system
// (Debian: `apt install firefox-esr`), so this is no part of `npm test`.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { baseOf, serveSite } from './serve.mjs';
import { root } from '../../tooling/workspace.mjs';
import { connect } from './bidi.mjs';

const { values } = parseArgs({ options: { out: { type: 'string', default: join(root, 'apps', 'docs', 'dist') }, firefox: { type: 'string', default: 'firefox-esr' } } });
const folder = resolve(process.env.INIT_CWD ?? '.', values.out);
if (!existsSync(join(folder, 'index.html'))) {
  console.error(`docs:firefox: nothing to open: there is no index.html in ${folder}; a built site is expected; pnpm docs:build makes it`);
  process.exit(1);
}

const profile = mkdtempSync(join(tmpdir(), 'rekur-firefox-'));
const firefox = spawn(values.firefox, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] });
const base = baseOf(folder);
const { port, close } = await serveSite({ folder, base });
let failed = false;

/** Tells what was seen; the exit code says whether all was right. */
function check(what, isRight, seen = '') {
  failed ||= !isRight;
  console.log(`${isRight ? 'ok    ' : 'WRONG '} ${what}${seen === '' ? '' : `: ${seen}`}`);
}

try {
  const browser = await connect(await addressOf(firefox));
  console.log(`${browser.name} ${browser.version}`);
  const { open, evaluate, waitFor, quiet, press, complaints } = await browser.newPage();
  const element = (id) => `document.querySelector('[data-testid="${id}"]')`;
  const text = (id) => evaluate(`${element(id)}.textContent.trim()`);
  /** Scrolls to a part and waits until its script has taken it over. */
  const reach = async (id, control) => {
    await evaluate(`${element(id)}.scrollIntoView({ block: 'start', behavior: 'instant' })`);
    await waitFor(`Object.getOwnPropertySymbols(${element(control)} ?? {}).length > 0`);
  };
  const click = (id) => evaluate(`${element(id)}.click()`);
  const focus = (id) => evaluate(`${element(id)}.focus()`);

  for (const path of ['', 'ko/', 'learn', 'ko/learn', 'guide/text', 'api/rnn', 'benchmarks', 'errors']) {
    await open(`http://localhost:${port}${base}${path}`);
    await evaluate(`(async () => {
      for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight) {
        scrollTo({ top, behavior: 'instant' });
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    })()`);
    await quiet();
    check(`/${path} loads without a complaint`, complaints.length === 0, complaints.splice(0).join('; '));
  }

  await open(`http://localhost:${port}${base}learn`);
  check('the page is isolated, so that threads are there', await evaluate('crossOriginIsolated'));

  await reach('elman', 'elman-forward');
  await click('elman-forward');
  await focus('elman-picture');
  await press('ArrowRight', 'ArrowRight');
  check('the Elman network is stepped by mouse and keys', /\b4\b/.test(await text('elman-position')), await text('elman-position'));

  await reach('unroll', 'unroll-slider');
  await focus('unroll-slider');
  await press('ArrowRight', 'ArrowRight', 'ArrowRight');
  check('the loop is unrolled by keys', (await text('unroll-steps')) === '3', await text('unroll-path'));

  await reach('lstm-gates', 'gates-step');
  await click('gates-preset-write');
  await click('gates-step');
  await click('gates-preset-hold');
  await click('gates-five');
  check('a value is written into the cell and held', (await text('gates-c')) === '0.900' && (await text('gates-time')) === '6', await text('gates-c'));

  await reach('character-model', 'characters-train');
  await waitFor(`${element('characters-text')}.value.length > 1000`);
  await click('characters-train');
  await waitFor(`['ready', 'failed'].includes(${element('characters-verdict')}.dataset.state)`, 120_000);
  const reachedMs = await evaluate(`${element('characters-verdict')}.dataset.reachedMs ?? ''`);
  check('the character model reaches its stated loss', reachedMs !== '', `${reachedMs} ms; ${await text('characters-bits')} bits; whole ${await text('characters-seconds')} s`);
  check('Learn did not complain', complaints.length === 0, complaints.join('; '));
  await browser.close();
} finally {
  firefox.kill();
  await close();
  await pause(500);
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
process.exitCode = failed ? 1 : 0;

/** Where Firefox listens: it says so when it is ready. */
function addressOf({ stderr }) {
  return new Promise((found, missing) => {
    let said = '';
    stderr.on('data', (part) => {
      said += part;
      const address = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said)?.[1];
      if (address) found(address);
    });
    firefox.once('error', missing);
    firefox.once('exit', () => missing(new Error(`docs:firefox: Firefox did not start: ${said.slice(-500)}`)));
  });
}
