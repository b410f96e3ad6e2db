import type { ErrorCode } from '@gantry/contract/system';
import { by, type ErrorRow } from '@gantry/core';

/** A table as `defineErrors` makes it. */
export interface CodedTable {
  readonly rows: Readonly<Record<string, ErrorRow>>;
}

/** Every code with its meaning and what to do, by code. */
export function errorCodes(tables: readonly CodedTable[]): readonly ErrorCode[] {
  return tables
    .flatMap(({ rows }) => Object.entries(rows))
    .map(([name, { says, advice }]) => ({ name, description: `${says}. ${advice}` }))
    .sort(by(({ name }) => name));
}
