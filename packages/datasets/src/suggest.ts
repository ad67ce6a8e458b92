/** `did you mean "x"?` for the known name nearest to the one given, however its words are joined, or undefined if none is near. */
export function didYouMean(given: string, known: readonly string[]): string | undefined {
  const wanted = plain(given);
  const allowed = Math.max(2, Math.floor(wanted.length / 3));
  let nearest: string | undefined;
  let least = Infinity;
  for (const name of known) {
    const other = plain(name);
    const begins = wanted.length >= 3 && (other.startsWith(wanted) || wanted.startsWith(other));
    const edits = begins ? 1 : editDistance(wanted, other);
    if (edits < least && edits <= allowed && edits < wanted.length) {
      least = edits;
      nearest = name;
    }
  }
  return nearest === undefined ? undefined : `did you mean ${JSON.stringify(nearest)}?`;
}

/** `learning-rate`, `learning_rate` and `learningRate` are as good as equal. */
function plain(name: string): string {
  return name.replaceAll(/[-_\s]/g, '').toLowerCase();
}

/** Levenshtein distance: the fewest insertions, deletions and replacements that turn `a` into `b`. */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = above[column - 1] + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, above[column] + 1, current[column - 1] + 1));
    }
    above = current;
  }
  return above[b.length];
}
