/**
 * Rows of text as lines with aligned columns: the first to the left, the others to the right.
 * The first row is the header.
 */
export function table(rows: readonly (readonly string[])[], indent = '  '): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => widthOf(row[column]))));
  return rows.map((row) => {
    const cells = row.map((cell, column) => {
      const space = ' '.repeat(widths[column] - widthOf(cell));
      return column === 0 ? cell + space : space + cell;
    });
    return (indent + cells.join('  ')).trimEnd();
  });
}

/** Characters, not UTF-16 units. */
function widthOf(text: string): number {
  return Array.from(text).length;
}
