import type { Operation } from '@gantry/contract';
import { inCamelCase } from '@gantry/contract/client';
import { renderCsv } from './csv.ts';
import { printable } from './printable.ts';
import { renderTable } from './table.ts';

/** A field that people see. */
export interface Field<T> {
  /** `Status message`: a line begins with it, a table has it in capitals. */
  readonly title: string;
  /** Widest text in a table. */
  readonly max?: number;
  of(item: T): unknown;
}

/** How things of one kind are shown. */
export interface View<T> {
  readonly fields: readonly Field<T>[];
  /** What `-o id` prints. */
  id(item: T): string | undefined;
  /** One thing as lines in place of a table. */
  readonly lines?: boolean;
}

/** What the server said, and what of it is shown. */
export interface Answer<T> {
  readonly operation: Operation;
  readonly reply: unknown;
  readonly items: readonly T[];
  readonly view: View<T>;
}

/** An answer in the format that was asked for: `text`, `json` (our spelling), `json-raw` (the server's), `id` or `csv`. */
export function renderAnswer<T>({ operation, reply, items, view }: Answer<T>, output: string): string {
  switch (output) {
    case 'json':
      return jsonText(inCamelCase(operation, reply));
    case 'json-raw':
      return jsonText(reply);
    case 'id':
      return items.map((item) => `${printable(view.id(item) ?? '')}\n`).join('');
    case 'csv':
      return renderCsv(
        view.fields.map(({ title }) => title),
        rowsOf(items, view),
      );
    default:
      return view.lines ? renderLines(items, view) : renderFields(items, view);
  }
}

/** JSON for people and programs. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value ?? null, null, 2)}\n`;
}

function renderFields<T>(items: readonly T[], view: View<T>): string {
  const columns = view.fields.map(({ title, max }) => ({
    title: title.toUpperCase(),
    ...(max === undefined ? {} : { max }),
  }));
  return renderTable(columns, rowsOf(items, view));
}

/** `Name: value` per field, an empty line between things. */
export function renderLines<T>(items: readonly T[], { fields }: Pick<View<T>, 'fields'>): string {
  const blocks = items.map((item) =>
    fields.map(({ title, of }) => `${`${title}: ${printable(cellText(of(item)))}`.trimEnd()}\n`).join(''),
  );
  return blocks.join('\n');
}

function rowsOf<T>(items: readonly T[], { fields }: View<T>): string[][] {
  return items.map((item) => fields.map(({ of }) => cellText(of(item))));
}

function cellText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.map(String).join(', ') : String(value);
}
