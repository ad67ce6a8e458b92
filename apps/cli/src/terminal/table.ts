import { displayWidth } from './width.js';

export interface TableOptions {
  /** Default: two spaces. */
  readonly indent?: string;
  /** Of each column. Default: the first to the left, the others to the right. */
  readonly align?: readonly ('left' | 'right')[];
}

/** Rows of text as lines with aligned columns. The first row is the header. */
export function table(rows: readonly (readonly string[])[], { indent = '  ', align = [] }: TableOptions = {}): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => displayWidth(row[column]))));
  return rows.map((row) => {
    const cells = row.map((cell, column) => {
      const space = ' '.repeat(widths[column] - displayWidth(cell));
      return (align[column] ?? (column === 0 ? 'left' : 'right')) === 'left' ? cell + space : space + cell;
    });
    return (indent + cells.join('  ')).trimEnd();
  });
}
