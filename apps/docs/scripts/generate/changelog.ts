import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deeper, linksToPages, withFrontmatter } from './markdown.ts';
import type { PublicPackage } from './packages.ts';

interface Change {
  /** By package name: `minor`, `patch`, `major`. */
  readonly sizes: Readonly<Record<string, string>>;
  readonly text: string;
}

/** What is coming, from `.changeset/`, and what was released, from the changelog of every package. */
export function changelogPage(root: string, packages: readonly PublicPackage[]): string {
  const changes = readChanges(join(root, '.changeset'));
  const names = [...packages.map(({ name }) => name), 'rekur'];
  const coming = names.flatMap((name) => {
    const own = changes.filter(({ sizes }) => name in sizes);
    return own.length === 0 ? [] : [`### ${name}`, ...own.map(({ text }) => `- ${text.replaceAll('\n', '\n  ')}`)];
  });
  const released = packages.flatMap(({ name, changelog }) => {
    const versions = changelog.replace(/^# .*\n/, '').trim();
    return versions ? [`### ${name} `, deeper(versions, 2)] : [];
  });
  const parts = [
    '# Changelog',
    'Every package has its own version; it follows [semantic versioning](https://semver.org/).',
    ...(coming.length > 0 ? ['## Not yet released', ...coming] : []),
    ...(released.length > 0 ? ['## Released', ...released] : []),
  ];
  return withFrontmatter({ title: 'Changelog' }, linksToPages(parts.join('\n\n'), 'README.md'));
}

function readChanges(folder: string): Change[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md').sort();
  return files.flatMap((name) => {
    const [, head, text] = /^---\n([\s\S]*?)---\n([\s\S]*)$/.exec(readFileSync(join(folder, name), 'utf8')) ?? [];
    if (head === undefined) return [];
    const sizes = [...head.matchAll(/^['"]?([^'":]+)['"]?: (\w+)$/gm)].map(([, packageName, size]) => [packageName, size]);
    return [{ sizes: Object.fromEntries(sizes) as Record<string, string>, text: text.trim() }];
  });
}
