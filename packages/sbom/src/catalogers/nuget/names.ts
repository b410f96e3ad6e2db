import { lineOf } from '../_shared/values.ts';

/** A NuGet package id: letters, digits, `_`, `.` and `-`, at most 100 characters (a little more is let pass). */
export function nugetId(value: unknown): string | undefined {
  const id = lineOf(value, 200);
  return id !== undefined && /^[A-Za-z0-9][\w.-]*$/.test(id) ? id : undefined;
}

/** A version without blanks or brackets: a range is no version. */
export function nugetVersion(value: unknown): string | undefined {
  const version = lineOf(value, 200);
  return version !== undefined && /^\d[\w.+-]*$/.test(version) ? version : undefined;
}
