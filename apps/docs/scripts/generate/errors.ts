// A page of every error class, each with an example that was run.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { anchorOf } from './api.ts';
import { errorExamples } from './errorExamples.ts';
import { literally, withFrontmatter } from './markdown.ts';
import type { PublicPackage } from './packages.ts';
import { commentOf, type Sources } from './program.ts';

const opening = `# Errors

Every message says, in this order: who complains, what is wrong, what was given, what was expected, and how to mend it.

    operation: what is wrong: what was given; what was expected; how to mend it

The examples below were run when this page was made; the messages are what they threw.`;

/** @throws Error for an error class without an example, or an example that does not throw its class */
export async function errorsPage(root: string, packages: readonly PublicPackage[], sources: Sources): Promise<string> {
  const codes = sourcesOfExamples(join(root, 'apps', 'docs', 'scripts', 'generate', 'errorExamples.ts'));
  const parts = [opening];
  for (const { name: packageName, short, entries } of packages) {
    const classes = Object.values(entries).flatMap((entry) => sources.namesOf(entry)).filter(({ declarations }) => declarations.some(isErrorClass));
    // One class may be exported by several entries.
    for (const { name, declarations } of new Map(classes.map((each) => [each.name, each])).values()) {
      const message = await messageOf(name);
      const comment = commentOf(declarations[0]).text.replace(/\s*Example:[\s\S]*$/, '');
      parts.push(`## ${name}`, `From [${packageName}](/api/${short}#${anchorOf(name)}). ${literally(comment)}`, `\`\`\`ts\n${codes.get(name)}\n\`\`\``, `\`\`\`text\n${message}\n\`\`\``);
    }
  }
  return withFrontmatter({ title: 'Errors', pageClass: 'messages-page' }, parts.join('\n\n'));
}

function isErrorClass(declaration: ts.Declaration): boolean {
  if (!ts.isClassDeclaration(declaration)) return false;
  return (declaration.heritageClauses ?? []).some(({ types }) => types.some(({ expression }) => /Error$/.test(expression.getText())));
}

async function messageOf(name: string): Promise<string> {
  const example = errorExamples[name] as (() => unknown) | undefined;
  if (!example) throw new Error(`errors page: no example of ${name}: errorExamples.ts has none; every exported error class needs one`);
  try {
    await example();
  } catch (error) {
    if (error instanceof Error && error.name === name) return `${error.name}: ${error.message}`;
    throw error;
  }
  throw new Error(`errors page: the example of ${name} throws nothing; it must throw ${name}`);
}

/** What each example does, as it is written. */
function sourcesOfExamples(file: string): Map<string, string> {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const codes = new Map<string, string>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isArrowFunction(node.initializer)) codes.set(node.name.getText(), bodyText(node.initializer.body));
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return codes;
}

function bodyText(body: ts.ConciseBody): string {
  if (!ts.isBlock(body)) return `${body.getText()};`;
  return body.statements.map((statement) => statement.getText().replaceAll('\n    ', '\n')).join('\n');
}
