import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rekurHere as rekur } from '../test/cli.js';

let folder: string;
const before = process.cwd();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rekur-report-'));
  process.chdir(folder);
  writeFileSync('rhyme.txt', 'Row, row, row your boat,\ngently down the stream.\n'.repeat(60));
  writeFileSync('words.csv', `word,first\n${Array.from({ length: 60 }, (_, index) => `${'ab'[index % 2]}xyz,${'AB'[index % 2]}\n`).join('')}`);
});

afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

/** Headings and figure titles of a report, and what it would fetch. */
async function reported(...words: string[]): Promise<{ headings: string[]; figures: string[]; html: string }> {
  const { stdout, stderr, exitCode } = await rekur('train', ...words, '--report', '--quiet');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const path = /^report (.+)$/m.exec(stdout)?.[1] ?? '';
  const html = readFileSync(path, 'utf8');
  expect(html).not.toMatch(/<script|<link|src="(?!data:)|srcset="(?!data:)|url\(|@import/);
  const texts = (pattern: RegExp): string[] => [...html.matchAll(pattern)].map(([, text]) => text);
  return { headings: texts(/<h2>([^<]+)<\/h2>/g), figures: texts(/ alt="([^".]+)\./g), html };
}

describe('train --report', () => {
  test('writes one page on a text: curves, sample, gradient flow, gates, a unit, weights, configuration, environment, card', async () => {
    const { headings, figures, html } = await reported('rhyme.txt', '--steps', '6', '--hidden', '8', '--embedding', '4', '--batch', '2', '--time', '5');
    expect(headings).toEqual(['Result', 'What it writes', 'Gradient flow through time', 'Inside the network', 'Weights', 'Network', 'Configuration', 'Environment', 'Model card']);
    expect(figures).toHaveLength(10);
    expect(html).toContain('<dt>hidden</dt><dd>8</dd>');
    expect(html).toContain(`<dt>Node</dt><dd>${process.versions.node}</dd>`);
    expect(html).toContain('rekur train rhyme.txt --steps 6');
    expect(html).toMatch(/&quot;source&quot;: &quot;rhyme&quot;/);
  });

  test('writes one page on a series, in Korean, with the forecast', async () => {
    const { headings, figures } = await reported('air-passengers', '--steps', '8', '--networks', '1', '--language', 'ko', '--out', 'air.safetensors');
    expect(headings).toEqual(['결과', '예측', '시간을 거슬러 흐르는 기울기', '신경망 내부', '가중치', '신경망 구조', '설정', '실행 환경', '모델 카드']);
    expect(figures.length).toBeGreaterThan(6);
    expect(existsSync('air.report.html')).toBe(true);
  });

  test('writes one page on labels, with the confusion matrix', async () => {
    const { headings, html } = await reported('words.csv', '--label', 'first', '--epochs', '1', '--hidden', '8', '--batch', '4', '--out', 'words.safetensors');
    expect(headings[1]).toBe('Which labels it tells');
    expect(html).toMatch(/alt="[^"]*taken for/i);
  });
});

describe('inspect --figures', () => {
  test('draws a model as SVG and PNG', async () => {
    const { stdout, exitCode } = await rekur('inspect', 'rhyme.safetensors', '--figures', 'figures', '--input', 'Row your boat,\ngently');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/\n18 figures in figures\n$/);
    const names = readdirSync('figures').sort();
    expect(names.filter((name) => name.endsWith('.light.svg')).map((name) => name.replace('.light.svg', ''))).toEqual(
      expect.arrayContaining(['gradient-norms', 'state-heat-map', 'token-surprise', 'weight-histograms', 'memory-use']),
    );
    for (const name of names) {
      const bytes = readFileSync(join('figures', name));
      if (name.endsWith('.png')) expect(bytes.subarray(1, 4).toString()).toBe('PNG');
      else expect(bytes.toString()).toMatch(/^<svg [\s\S]*<\/svg>\s*$/);
    }
  });

  test('lists them for programs, for dark pages too', async () => {
    const { stdout } = await rekur('inspect', 'rhyme.safetensors', '--figures', 'dark', '--dark', '--language', 'ko', '--json');
    const { figures } = JSON.parse(stdout) as { figures: string[] };
    expect(figures).toContain(join('dark', 'gradient-norms.dark.svg'));
    expect(readFileSync(join('dark', 'gradient-norms.dark.svg'), 'utf8')).toContain('시점');
  });

  test('says where it cannot write', async () => {
    const { stderr, exitCode } = await rekur('inspect', 'rhyme.safetensors', '--figures', 'rhyme.txt');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^rekur: inspect: cannot write the figures: "rhyme\.txt" gives [^;]+; a folder that can be written is expected; check the path\n$/);
  });
});
