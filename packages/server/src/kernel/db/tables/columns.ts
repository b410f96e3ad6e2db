import type { ColumnType } from 'kysely';

/** An instant. */
export type Time = ColumnType<Date, Date | string, Date | string>;
/** An instant that may be absent. */
export type TimeOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
/** An instant that the database fills in. */
export type MadeTime = ColumnType<Date, Date | string | undefined, Date | string>;
/** JSON documents are written as text and come back parsed. */
export type Json<T> = ColumnType<T, string, string>;
/** A document that may be absent. */
export type JsonOrNull<T> = ColumnType<T | null, string | null | undefined, string | null>;
/** A column that may be left out. */
export type OrNull<T> = ColumnType<T | null, T | null | undefined, T | null>;
