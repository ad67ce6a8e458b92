// A declaration as a reader of the types sees it: the words of the source, without bodies and what is private.
import ts from 'typescript';

const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;

/** TypeScript; undefined for a declaration that only implements overloads. */
export function signatureOf(declaration: ts.Declaration, name: string, checker: ts.TypeChecker): string | undefined {
  if (ts.isFunctionDeclaration(declaration)) return functionText(declaration, `function ${name}`, checker);
  if (ts.isClassDeclaration(declaration)) return classText(declaration, name, checker);
  if (ts.isInterfaceDeclaration(declaration) || ts.isTypeAliasDeclaration(declaration)) return dedent(declaration).replace(/^(export |declare )+/, '');
  if (ts.isVariableDeclaration(declaration)) return variableText(declaration, name, checker);
  return undefined;
}

type Callable = ts.FunctionDeclaration | ts.MethodDeclaration | ts.ArrowFunction | ts.FunctionExpression | ts.ConstructorDeclaration | ts.AccessorDeclaration;

function functionText(callable: Callable, opening: string, checker: ts.TypeChecker): string {
  const of = (nodes: ts.NodeArray<ts.Node> | undefined) => (nodes ?? []).map((node) => node.getText()).join(', ');
  const generics = callable.typeParameters ? `<${of(callable.typeParameters)}>` : '';
  return wrap(`${opening}${generics}(${of(callable.parameters)})${returned(callable, checker)};`);
}

function returned(callable: Callable, checker: ts.TypeChecker): string {
  if (ts.isConstructorDeclaration(callable)) return '';
  if (callable.type) return `: ${callable.type.getText()}`;
  const signature = checker.getSignatureFromDeclaration(callable);
  return signature ? `: ${checker.typeToString(signature.getReturnType(), callable, flags)}` : '';
}

function variableText(variable: ts.VariableDeclaration, name: string, checker: ts.TypeChecker): string {
  const { initializer, type } = variable;
  if (!type && initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))) return functionText(initializer, `function ${name}`, checker);
  return `const ${name}: ${type ? type.getText() : checker.typeToString(checker.getTypeAtLocation(variable), variable, flags)};`;
}

function classText(declaration: ts.ClassDeclaration, name: string, checker: ts.TypeChecker): string {
  const heritage = declaration.heritageClauses?.map((clause) => ` ${clause.getText()}`).join('') ?? '';
  const generics = declaration.typeParameters ? `<${declaration.typeParameters.map((each) => each.getText()).join(', ')}>` : '';
  const members = declaration.members.filter(isPublic).flatMap((member) => {
    const text = memberText(member, checker);
    return text === undefined ? [] : [indent(commentText(member) + text)];
  });
  return `class ${name}${generics}${heritage} {\n${members.join('\n')}\n}`;
}

function memberText(member: ts.ClassElement, checker: ts.TypeChecker): string | undefined {
  if (ts.isConstructorDeclaration(member)) return functionText(member, 'constructor', checker);
  const name = member.name?.getText() ?? '';
  const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []).filter(({ kind }) => kind !== ts.SyntaxKind.AsyncKeyword && kind !== ts.SyntaxKind.OverrideKeyword) : [];
  const before = modifiers.map((modifier) => `${modifier.getText()} `).join('');
  if (ts.isMethodDeclaration(member)) return functionText(member, before + name, checker);
  if (ts.isGetAccessor(member)) return `${before}readonly ${name}${returned(member, checker)};`;
  if (ts.isPropertyDeclaration(member)) {
    const type = member.type ? member.type.getText() : checker.typeToString(checker.getTypeAtLocation(member), member, flags);
    return `${before}${name}${member.questionToken ? '?' : ''}: ${type};`;
  }
  return undefined;
}

function isPublic(member: ts.ClassElement): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  const isInternal = ts.getJSDocTags(member).some(({ tagName }) => tagName.text === 'internal');
  return !(ts.getCombinedModifierFlags(member) & hidden) && !(member.name && ts.isPrivateIdentifier(member.name)) && !isInternal;
}

function commentText(node: ts.Node): string {
  const comment = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1);
  return comment ? `${dedentText(comment.getText(), columnOf(comment))}\n` : '';
}

/** The text of a node as if it began at the left margin. */
const dedent = (node: ts.Node): string => dedentText(node.getText(), columnOf(node));

const columnOf = (node: ts.Node): number => node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).character;

const dedentText = (text: string, columns: number): string => text.replaceAll(`\n${' '.repeat(columns)}`, '\n');

const indent = (text: string): string => text.replace(/^(?=.)/gm, '  ');

/** A long line that has no breaks of its own gets one for each parameter. */
function wrap(text: string): string {
  if (text.length <= 100 || text.includes('\n')) return text;
  const open = text.indexOf('(');
  let depth = 0;
  let broken = `${text.slice(0, open + 1)}\n  `;
  for (let index = open + 1; index < text.length; index++) {
    const character = text[index];
    // `=>` closes nothing.
    if (character === ')' && depth === 0) return `${broken.trimEnd()},\n${text.slice(index)}`;
    if ('([{<'.includes(character)) depth++;
    if (')]}'.includes(character) || (character === '>' && text[index - 1] !== '=')) depth--;
    broken += character === ',' && depth === 0 ? ',\n  ' : character;
    if (character === ',' && depth === 0 && text[index + 1] === ' ') index++;
  }
  return text;
}
