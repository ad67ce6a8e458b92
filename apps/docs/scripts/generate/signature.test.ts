import ts from 'typescript';
import { expect, test } from 'vitest';
import { signatureOf } from './signature.js';

/** The signature of what is declared first in a source. */
function signature(source: string): string | undefined {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.ES2022, true);
  const host = { ...ts.createCompilerHost({}), getSourceFile: (name: string) => (name === 'source.ts' ? file : undefined) };
  const checker = ts.createProgram(['source.ts'], { noLib: true }, host).getTypeChecker();
  const [first] = file.statements;
  const declaration = ts.isVariableStatement(first) ? first.declarationList.declarations[0] : (first as ts.Declaration & ts.Statement);
  return signatureOf(declaration, 'name', checker);
}

test('a function loses its body and keeps its defaults', () => {
  expect(signature('export function name(a: number, b = 2): string { return `${a}${b}`; }')).toBe('function name(a: number, b = 2): string;');
});

test('a return type that is not written is inferred', () => {
  expect(signature('export const name = (a: number) => a;')).toBe('function name(a: number): number;');
});

test('a long list of parameters has a line for each', () => {
  const parameters = ['first', 'second', 'third'].map((word) => `${word}: (value: number, other: string) => void`);
  expect(signature(`function name(${parameters.join(', ')}): void {}`)).toBe(`function name(\n  ${parameters.join(',\n  ')},\n): void;`);
});

test('a class shows what is public, with its comments', () => {
  const source = 'export class name {\n  #hidden = 1;\n  /** Steps. */\n  count: number = 0;\n  private other(): void {}\n  run(times: number): number { return times + this.#hidden; }\n}';
  expect(signature(source)).toBe('class name {\n  /** Steps. */\n  count: number;\n  run(times: number): number;\n}');
});
