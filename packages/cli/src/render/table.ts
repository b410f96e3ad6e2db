import { printable } from './printable.ts';
import { cutToWidth, widthOf } from './text-width.ts';

export { printable } from './printable.ts';

/** A column of a table for people. */
export interface Column {
  readonly title: string;
  /** Widest text in terminal cells; wider ones end in an ellipsis. Absent: as wide as it is. */
  readonly max?: number;
}

/**
 * A table without lines: titles, then rows, columns as wide as their content and two cells apart. Control characters are taken out.
 * It is its own few lines because a bill may have hundreds of thousands of rows.
 */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ title }) => widthOf(title));
  const body = rows.map((row) => columns.map(({ max }, at) => cutToWidth(printable(row[at] ?? ''), max)));
  for (const row of body) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, widthOf(cell));
  }
  return [columns.map(({ title }) => title), ...body].map((row) => `${line(row, widths)}\n`).join('');
}

function line(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - widthOf(cell) + 2))
    .join('')
    .trimEnd();
}
