import { CodedError, type ErrorFacts, type ErrorRow } from './coded-error.ts';

/**
 * A table of error makers, one per code, and the rows themselves for the documentation. A maker demands the facts that the slots of
 * its row name, so that no text ever shows an empty slot; a row without slots takes none or any.
 */
export type ErrorTable<T extends Record<string, ErrorRow>> = {
  readonly [C in keyof T & string]: Maker<SlotsOf<T[C]['says'] | T[C]['advice']>>;
} & { readonly rows: Readonly<Record<string, ErrorRow>> };

type Maker<Slot extends string> = [Slot] extends [never]
  ? (facts?: ErrorFacts, options?: { cause?: unknown }) => CodedError
  : (facts: Readonly<Record<Slot, ErrorFacts[string]>>, options?: { cause?: unknown }) => CodedError;

/** The names between braces: `'{path} holds {count}'` names path and count. */
type SlotsOf<Text extends string> = Text extends `${string}{${infer Slot}}${infer Rest}` ? Slot | SlotsOf<Rest> : never;

/**
 * Declares the error codes of a package: `defineErrors('IO', { LOCKED: {...} })` makes errors with the code `IO_LOCKED`.
 * Codes are listed in docs/errors.md (generated) and never reused.
 */
export function defineErrors<const T extends Record<string, ErrorRow>>(prefix: string, table: T): ErrorTable<T> {
  const rows: Record<string, ErrorRow> = {};
  const makers: Record<string, unknown> = {};
  for (const [name, row] of Object.entries(table)) {
    const code = `${prefix}_${name}`;
    rows[code] = row;
    makers[name] = (facts: ErrorFacts = {}, options?: { cause?: unknown }) => new CodedError(code, row, facts, options);
  }
  return Object.assign(makers, { rows }) as ErrorTable<T>;
}
