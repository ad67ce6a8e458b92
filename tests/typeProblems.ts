import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../tooling/workspace.mjs';

/** What the compiler says against examples, by the settings of the repository; '' if nothing. */
export function typeProblems(files: readonly string[]): string {
  const base = ts.readConfigFile(join(root, 'tsconfig.base.json'), (file) => ts.sys.readFile(file));
  const { options } = ts.parseJsonConfigFileContent(base.config, ts.sys, root);
  // A reader may name a thing and not use it.
  options.noUnusedLocals = false;
  const program = ts.createProgram(files, options);
  const problems = files
    .map((file) => program.getSourceFile(file))
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]);
  const host: ts.FormatDiagnosticsHost = {
    getCurrentDirectory: () => root,
    getCanonicalFileName: (name) => name,
    getNewLine: () => '\n',
  };
  return ts.formatDiagnostics(problems, host);
}
