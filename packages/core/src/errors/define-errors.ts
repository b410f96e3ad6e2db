import { CodedError, type ErrorFacts, type ErrorRow } from './coded-error.ts';

/** A table of error makers, one per code, and the rows themselves for the documentation. */
export type ErrorTable<K extends string> = {
  readonly [C in K]: (facts?: ErrorFacts, options?: { cause?: unknown }) => CodedError;
} & { readonly rows: Readonly<Record<string, ErrorRow>> };

/**
 * Declares the error codes of a package: `defineErrors('SBOM', { LAYER_TRUNCATED: {...} })` makes errors with the
 * code `SBOM_LAYER_TRUNCATED`. Codes are listed in docs/errors.md (generated) and never reused.
 */
export function defineErrors<const T extends Record<string, ErrorRow>>(
  prefix: string,
  table: T,
): ErrorTable<keyof T & string> {
  const rows: Record<string, ErrorRow> = {};
  const makers: Record<string, unknown> = {};
  for (const [name, row] of Object.entries(table)) {
    const code = `${prefix}_${name}`;
    rows[code] = row;
    makers[name] = (facts: ErrorFacts = {}, options?: { cause?: unknown }) => new CodedError(code, row, facts, options);
  }
  return Object.assign(makers, { rows }) as ErrorTable<keyof T & string>;
}
