// Fails if files of a package import each other in a circle.
//
//   node ../../tooling/check-cycles.mjs      (in a package's folder)
//
// Type-only imports count: a circle of types is as hard to read as any other, and turns into a real one unnoticed.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

/**
 * The circles among the TypeScript files of a folder, each as a list of paths in which the last imports the first.
 * One circle per back edge of a depth-first walk: every circle shows up until it is gone, though not all at once.
 * @param {string} folder
 * @returns {string[][]}
 */
export function findCycles(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name));
  const imports = new Map(files.map((file) => [file, importsOf(file, new Set(files))]));

  const cycles = [];
  const done = new Set();
  const path = [];
  function walk(file) {
    const start = path.indexOf(file);
    if (start >= 0) {
      cycles.push(path.slice(start).map((each) => relative(folder, each).replaceAll('\\', '/')));
      return;
    }
    if (done.has(file)) return;
    path.push(file);
    for (const next of imports.get(file)) walk(next);
    path.pop();
    done.add(file);
  }
  for (const file of files) walk(file);
  return cycles;
}

/** The files of the package that a file imports or re-exports; imports may be written with .js, .ts or no ending. */
function importsOf(file, known) {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => resolve(dirname(file), fileName))
    .map((target) => [target, `${target}.ts`, target.replace(/\.js$/, '.ts'), join(target, 'index.ts')])
    .flatMap((candidates) => candidates.find((candidate) => known.has(candidate)) ?? []);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const cycles = findCycles(resolve('src'));
  for (const cycle of cycles) console.error(`import cycle: ${[...cycle, cycle[0]].join(' -> ')}`);
  process.exitCode = cycles.length > 0 ? 1 : 0;
}
