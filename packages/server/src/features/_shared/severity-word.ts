import type { Severity } from '@gantry/core';

/** A severity as the wire writes it: `Critical` of `critical`. */
export function severityWord<S extends Severity>(severity: S): Capitalize<S> {
  return (severity.charAt(0).toUpperCase() + severity.slice(1)) as Capitalize<S>;
}
