import ts from 'typescript';
import { join } from 'node:path';
import type { PublicPackage } from './packages.ts';

/** One name that a package exports. */
export interface PublicName {
  readonly name: string;
  readonly symbol: ts.Symbol;
  /** Where it is declared; overloads and a type of the same name are further ones. */
  readonly declarations: readonly ts.Declaration[];
}

export interface Sources {
  readonly checker: ts.TypeChecker;
  /** What an entry exports, in the order of its index. */
  namesOf(entry: string): PublicName[];
}

/** All packages as one program, read from their sources. */
export function readSources(root: string, packages: readonly PublicPackage[]): Sources {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), (file) => ts.sys.readFile(file)) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  // From the folder of the packages, where @types/node lies.
  const program = ts.createProgram(packages.flatMap(({ entries }) => Object.values(entries)), options);
  const checker = program.getTypeChecker();
  return {
    checker,
    namesOf(entry) {
      const file = program.getSourceFile(entry);
      const module = file && checker.getSymbolAtLocation(file);
      if (!module) return [];
      return checker.getExportsOfModule(module).map((exported) => {
        const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
        return { name: exported.name, symbol, declarations: symbol.declarations ?? [] };
      });
    },
  };
}

/** The text of the comment before a declaration, and its tags. */
export function commentOf(declaration: ts.Declaration): { text: string; tags: { name: string; text: string }[] } {
  const found = ts.getJSDocCommentsAndTags(declaration);
  // Several comments may stand before a declaration; the last one is its own.
  const comment = found.filter(ts.isJSDoc).at(-1);
  const tags = (comment?.tags ?? []).map((tag) => ({
    name: tag.tagName.text,
    text: [ts.isJSDocParameterTag(tag) ? `\`${tag.name.getText()}\`` : '', ts.getTextOfJSDocComment(tag.comment) ?? ''].join(' ').trim(),
  }));
  return { text: ts.getTextOfJSDocComment(comment?.comment) ?? '', tags };
}
