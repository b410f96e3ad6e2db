/**
 * The key of a finding that survives rebuilds: the vulnerability and the package without its version, so that an upgrade to another
 * vulnerable version does not restart the clock.
 */
export function firstSeenKey(vulnerability: string, one: { readonly kind: string; readonly name: string }): string {
  return `${vulnerability} ${one.kind} ${one.name}`;
}
