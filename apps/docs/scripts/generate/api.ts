// The reference of every package: one page each, from its README and the comments of what it exports.
import ts from 'typescript';
import { linksToPages, literally, withFrontmatter } from './markdown.ts';
import type { PublicPackage } from './packages.ts';
import { commentOf, type PublicName, type Sources } from './program.ts';
import { signatureOf } from './signature.ts';

/** Where a name is written about: `/api/rnn#api-lstm`. */
type Places = ReadonlyMap<ts.Symbol, string>;

interface Context {
  readonly sources: Sources;
  readonly places: Places;
  readonly page: string;
}

const kinds = ['Functions', 'Values', 'Classes', 'Types'] as const;
type Kind = (typeof kinds)[number];

export function apiPages(packages: readonly PublicPackage[], sources: Sources): Record<string, string> {
  const places = new Map<ts.Symbol, string>();
  for (const { short, entries } of packages) {
    for (const [subpath, entry] of Object.entries(entries)) {
      for (const { name, symbol } of sources.namesOf(entry)) if (!places.has(symbol)) places.set(symbol, `/api/${short}#${anchorOf(name, subpath)}`);
    }
  }
  const pages = packages.map((each) => [`api/${each.short}.md`, packagePage(each, { sources, places, page: `/api/${each.short}` })]);
  return { 'api/index.md': indexPage(packages), ...(Object.fromEntries(pages) as Record<string, string>) };
}

function indexPage(packages: readonly PublicPackage[]): string {
  const rows = packages.map(({ name, short, description }) => `| [${name}](/api/${short}) | ${literally(description)} |`);
  return withFrontmatter(
    { title: 'API' },
    `# API\n\nEvery package is installed on its own, has types, and works in browsers and in Node; what needs Node is under \`/node\`.\n\n| package | is |\n|---|---|\n${rows.join('\n')}`,
  );
}

function packagePage({ name, short, description, entries, readme }: PublicPackage, context: Context): string {
  const intro = readme ? linksToPages(readme, `packages/${short}/README.md`).trim() : `# ${name}\n\n${literally(description)}`;
  const references = Object.entries(entries).map(([subpath, entry]) => entryReference(name, subpath, context.sources.namesOf(entry), context));
  return withFrontmatter({ title: name, outline: [2, 3] }, [intro, ...references].join('\n\n'));
}

function entryReference(name: string, subpath: string, names: readonly PublicName[], context: Context): string {
  const title = subpath === '.' ? '## Reference' : `## ${name}${subpath.slice(1)}`;
  const groups = kinds.flatMap((kind) => {
    const own = names.filter((each) => kindOf(each) === kind);
    if (own.length === 0) return [];
    const list = own.map((each) => `[\`${each.name}\`](#${anchorOf(each.name, subpath)})`).join(' · ');
    return [`### ${kind}${subpath === '.' ? '' : ` of ${subpath.slice(2)}`}`, list, ...own.map((each) => entryOf(each, subpath, context))];
  });
  return groups.length === 0 ? `${title}\n\nExports nothing: it is run, not called.` : [title, ...groups].join('\n\n');
}

/** With a word in front, since a README may have a heading of the same name. */
export const anchorOf = (name: string, subpath = '.'): string => `${subpath === '.' ? 'api' : subpath.slice(2)}-${name}`;

function kindOf({ declarations }: PublicName): Kind {
  const isFunction = (node: ts.Declaration) =>
    ts.isFunctionDeclaration(node) ||
    (ts.isVariableDeclaration(node) && !node.type && node.initializer !== undefined && (ts.isArrowFunction(node.initializer) || ts.isFunctionExpression(node.initializer)));
  if (declarations.some(ts.isClassDeclaration)) return 'Classes';
  if (declarations.some(isFunction)) return 'Functions';
  return declarations.some(ts.isVariableDeclaration) ? 'Values' : 'Types';
}

function entryOf(each: PublicName, subpath: string, context: Context): string {
  const heading = `#### \`${each.name}\` {#${anchorOf(each.name, subpath)}}`;
  const own = anchorOf(each.name, subpath);
  const elsewhere = context.places.get(each.symbol);
  if (elsewhere !== undefined && elsewhere !== `${context.page}#${own}`) return `${heading}\n\nAlso exported by [\`@rekur/${elsewhere.replace(/^\/api\/|#.*/g, '')}\`](${elsewhere}), and described there.`;
  // Of overloads the implementation is nobody's business.
  const overloads = each.declarations.filter((node) => ts.isFunctionDeclaration(node) && !node.body);
  const shown = overloads.length > 0 ? each.declarations.filter((node) => !ts.isFunctionDeclaration(node) || !node.body) : each.declarations;
  const signatures = shown.flatMap((node) => signatureOf(node, each.name, context.sources.checker) ?? []);
  const comments = shown.map((node) => commentText(node, context)).filter((text) => text !== '');
  return [heading, `\`\`\`ts\n${signatures.join('\n\n')}\n\`\`\``, ...new Set(comments), ...uses(each, shown, context)].join('\n\n');
}

const tagTitles: Readonly<Record<string, string>> = { throws: '**Throws**', returns: '**Returns**' };

function commentText(declaration: ts.Declaration, context: Context): string {
  const { text, tags } = commentOf(declaration);
  const lines = tags.filter(({ name }) => name === 'param' || name in tagTitles).map(({ name, text: words }) => `- ${tagTitles[name] ?? ''} ${words}`.replace('-  ', '- '));
  return withLinks(literally([withCode(text), lines.join('\n')].filter((part) => part !== '').join('\n\n')), declaration, context);
}

/** Indented examples that are TypeScript, and not equations, are marked as such. */
function withCode(text: string): string {
  return text.replace(/(?<=\n\n|^)(?: {4}.*(?:\n+(?= {4})|$)?)+/gm, (block) => {
    const code = block.replace(/^ {4}/gm, '').trimEnd();
    const { diagnostics = [] } = ts.transpileModule(code, { reportDiagnostics: true });
    return diagnostics.length > 0 || !code.includes('(') ? block : `\`\`\`ts\n${code}\n\`\`\``;
  });
}

/** `{@link name}` of a comment, seen from where the comment stands. */
function withLinks(markdown: string, declaration: ts.Declaration, { sources, places }: Context): string {
  return markdown.replace(/\{@link\s+([\w.]+)[^}]*\}/g, (_, name: string) => {
    const symbol = sources.checker.getSymbolsInScope(declaration, ts.SymbolFlags.Value | ts.SymbolFlags.Type | ts.SymbolFlags.Alias).find((each) => each.name === name.split('.')[0]);
    const target = symbol && places.get(symbol.flags & ts.SymbolFlags.Alias ? sources.checker.getAliasedSymbol(symbol) : symbol);
    return target === undefined ? `\`${name}\`` : `[\`${name}\`](${target})`;
  });
}

/** The documented types that a signature names. */
function uses({ symbol }: PublicName, shown: readonly ts.Declaration[], { sources: { checker }, places }: Context): string[] {
  const found = new Map<string, string>();
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node)) return;
    if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
      const name = ts.isTypeReferenceNode(node) ? node.typeName : node.expression;
      const local = checker.getSymbolAtLocation(name);
      const target = local && (local.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(local) : local);
      const place = target && target !== symbol ? places.get(target) : undefined;
      if (place !== undefined) found.set(name.getText(), place);
    }
    ts.forEachChild(node, visit);
  };
  for (const node of shown) {
    // Of a function assigned to a name the body says nothing.
    if (ts.isVariableDeclaration(node) && node.initializer && ts.isArrowFunction(node.initializer)) [...node.initializer.parameters, node.initializer.type].forEach((part) => part && visit(part));
    else visit(node);
  }
  return found.size === 0 ? [] : [`See ${[...found].map(([name, place]) => `[\`${name}\`](${place})`).join(', ')}.`];
}
