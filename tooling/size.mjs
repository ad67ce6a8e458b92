// Reports the size of the project, so that growth is seen in review:
//
//   node tooling/size.mjs
//
// Lines (tests and generated data left out), the longest file and the public exports of each package, and the number
// of primitives.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { root, workspacePackages } from './workspace.mjs';

function sourceFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('data/'))
    .map((name) => join(folder, name));
}

const lineCount = (file) => readFileSync(file, 'utf8').split('\n').length - 1;

/** The names that an entry exports. `export *` is forbidden, so its own export statements are all there is. */
function exportedNames(file) {
  if (!existsSync(file)) return [];
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)) {
      return statement.exportClause.elements.map((element) => element.name.text);
    }
    const exported = statement.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);
    if (!exported) return [];
    const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement];
    return declared.map((declaration) => declaration.name?.getText(source) ?? 'default');
  });
}

const rows = workspacePackages()
  .filter(({ manifest }) => !manifest.private)
  .map(({ folder, manifest }) => {
    const files = sourceFiles(join(root, folder, 'src')).map((file) => ({ file, lines: lineCount(file) }));
    const longest = files.reduce((a, b) => (b.lines > a.lines ? b : a), { file: '', lines: 0 });
    const entries = Object.values(manifest.exports ?? {}).flatMap((target) => target['@rekur/source'] ?? []);
    return {
      package: manifest.name,
      lines: files.reduce((sum, { lines }) => sum + lines, 0),
      files: files.length,
      exports: entries.flatMap((entry) => exportedNames(join(root, folder, entry))).length,
      'longest file': longest.file && `${relative(join(root, folder), longest.file)} (${longest.lines})`,
    };
  });

// The folder also holds what primitives share (shape rules, the strided copy), which defines none.
const primitives = sourceFiles(join(root, 'packages/tensor/src/primitives')).filter((file) =>
  readFileSync(file, 'utf8').includes('= definePrimitive('),
);

console.table(rows);
console.log(`${rows.reduce((sum, { lines }) => sum + lines, 0)} lines in all, ${primitives.length} primitives`);
