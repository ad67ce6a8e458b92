/** `did you mean "x"?` for the known name nearest to the one given, or undefined if none is near. */
export function didYouMean(given: string, known: readonly string[]): string | undefined {
  const wanted = plain(given);
  const rated = known.map((name) => ({ name, edits: editDistance(wanted, plain(name)) }));
  const nearest = rated.reduce<(typeof rated)[number] | undefined>((best, each) => (best && best.edits <= each.edits ? best : each), undefined);
  if (!nearest || nearest.edits > Math.max(2, Math.floor(wanted.length / 3)) || nearest.edits >= wanted.length) return undefined;
  return `did you mean ${JSON.stringify(nearest.name)}?`;
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
      current.push(Math.min(above[column - 1] + (a[row - 1] === b[column - 1] ? 0 : 1), above[column] + 1, current[column - 1] + 1));
    }
    above = current;
  }
  return above[b.length];
}
