import type { LintNote } from '../lint-policy.ts';

/** A note that is no problem of the format. */
export type Smell = LintNote & { readonly severity: 'warn' | 'info' };

/** A smell that most likely is a mistake. */
export function warning(code: string, path: string, says: { details: string; advice: string }): Smell {
  return { severity: 'warn', code, path, ...says };
}

/** A smell that is a matter of care. */
export function hint(code: string, path: string, says: { details: string; advice: string }): Smell {
  return { severity: 'info', code, path, ...says };
}
