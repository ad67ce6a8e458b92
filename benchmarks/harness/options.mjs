// What stands behind `pnpm bench`.

export const usage = `pnpm bench [--quick] [--only REGEX] [--write]     this project's compiler beside its peers
pnpm bench report                                 the tables of benchmarks/results.json once more
pnpm bench text [--write]                         bits per character of \`rekur train moby-dick\` beside n-grams and compressors
pnpm bench interpreter                            the reference interpreter, and the forecasting task

  --quick        3 rounds instead of 9, 2 at the largest sizes; JavaScript peers and both widths on one Node, fused arithmetic
                 at 256 bits only; writes nothing
  --only REGEX   what matches "<case> / <contestant>", such as "train lstm 32,.* / (ours|torch)"; writes nothing
  --write        writes benchmarks/results.json and RESULTS.md all the same; \`text\` only then`;

const COMMANDS = ['compiler', 'report', 'text', 'interpreter', 'help'];

/** @throws Error for what it does not know */
export function parseOptions(words) {
  const options = { command: 'compiler', quick: false, only: undefined, write: false };
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (word === '--') continue; // pnpm hands it on
    if (word === '--help') options.command = 'help';
    else if (word === '--quick') options.quick = true;
    else if (word === '--write') options.write = true;
    else if (word === '--only') options.only = expressionOf(words[++index]);
    else if (COMMANDS.includes(word)) options.command = word;
    else throw new Error(`unknown: ${word}\n\n${usage}`);
  }
  return options;
}

function expressionOf(word) {
  if (word === undefined) throw new Error(`--only needs a regular expression\n\n${usage}`);
  return new RegExp(word);
}
