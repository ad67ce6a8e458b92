// Reads the code out of the pages of the site.

export interface Block {
  readonly language: string;
  /** What follows the language: `no-run`, `browser` … */
  readonly info: string;
  readonly code: string;
}

/** The fenced blocks of a page, in order. */
export function codeBlocks(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w+)[ \t]*([^\n]*)\n([\s\S]*?)^```[ \t]*$/gm)].map(([, language, info, code]) => ({ language, info: info.trim(), code }));
}

/** Whether a block is meant for this runtime: what needs a browser, a server or minutes says so. */
const runsHere = ({ info }: Block): boolean => !/\b(no-run|browser)\b/.test(info);

/** The TypeScript of a page as the one module that it is: later blocks use the names of earlier ones. */
export function moduleOf(markdown: string): string {
  const blocks = codeBlocks(markdown).filter((block) => ['ts', 'js'].includes(block.language) && runsHere(block));
  return blocks.map(({ code }) => code).join('\n');
}

/** The shell blocks of a page, in order. */
export const shellOf = (markdown: string): string => codeBlocks(markdown).filter((block) => block.language === 'sh' && runsHere(block)).map(({ code }) => code).join('\n');
