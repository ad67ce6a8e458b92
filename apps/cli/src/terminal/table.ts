export interface TableOptions {
  /** Default: two spaces. */
  readonly indent?: string;
  /** Of each column. Default: the first to the left, the others to the right. */
  readonly align?: readonly ('left' | 'right')[];
}

/** Rows of text as lines with aligned columns. The first row is the header. */
export function table(rows: readonly (readonly string[])[], { indent = '  ', align = [] }: TableOptions = {}): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => widthOf(row[column]))));
  return rows.map((row) => {
    const cells = row.map((cell, column) => {
      const space = ' '.repeat(widths[column] - widthOf(cell));
      return (align[column] ?? (column === 0 ? 'left' : 'right')) === 'left' ? cell + space : space + cell;
    });
    return (indent + cells.join('  ')).trimEnd();
  });
}

/** Characters, not UTF-16 units. */
function widthOf(text: string): number {
  return Array.from(text).length;
}
