// Reads the example out of a README and what it says it prints.

export interface Example {
  language: string;
  code: string;
}

/** The fenced blocks in one of the given languages. */
export function blocksOf(markdown: string, languages: readonly string[]): Example[] {
  return [...markdown.matchAll(/^```(\w+)[^\n]*\n([\s\S]*?)^```\s*$/gm)]
    .map(([, language, code]) => ({ language, code }))
    .filter(({ language }) => languages.includes(language));
}

/** The first of them. */
export function firstBlock(markdown: string, languages: readonly string[]): Example | undefined {
  return blocksOf(markdown, languages).at(0);
}

/**
 * What an example promises to print, one entry a line of output:
 *
 *     console.log(add(a, b).toString()); // [4, 6]
 *     if (done) console.log(total); // 10
 *
 *     console.log(report);
 *     // prints: epoch 1
 *     // epoch 2
 */
export function promisedOutput(code: string): string[] {
  const promised: string[] = [];
  let continues = false;
  for (const line of code.split('\n')) {
    const start = /^\s*\/\/ prints: ?(.*)$/.exec(line)?.[1];
    const next: string | undefined = continues ? /^\s*\/\/ ?(.*)$/.exec(line)?.[1] : undefined;
    const beside = /^\s*(?:if \(.*\) )?console\.log\(.*\);?\s*\/\/ ?(.*)$/.exec(line)?.[1];
    const found = start ?? next ?? beside;
    if (found !== undefined) promised.push(found.trimEnd());
    continues = (start ?? next) !== undefined;
  }
  return promised;
}

/** The commands of a shell block: lines joined at `\`, without `$ ` in front, comments left out. */
export function commands(code: string): string[] {
  return code
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.trim().replace(/^\$ /, ''))
    .filter((line) => /^(npx )?rekur /.test(line));
}
