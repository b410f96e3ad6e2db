/** Names of the version schemes; each is a folder beside this one. */
export type SchemeName = 'apk' | 'composer' | 'deb' | 'gem' | 'go' | 'maven' | 'nuget' | 'pep440' | 'rpm' | 'semver';

/** Before, equal or behind. */
export type Order = -1 | 0 | 1;

/** Three-valued: an order that is sure, or the reason why there is none. */
export type Comparison =
  | { readonly sure: true; readonly order: Order }
  | { readonly sure: false; readonly because: string };

/** A version as a scheme understood it, or the reason why it did not. */
export type Parsed<V> = { readonly ok: true; readonly version: V } | { readonly ok: false; readonly because: string };

/**
 * A version scheme: parse once, compare parsed values. No scheme falls back to another.
 * `compare` is a total order over everything that `parse` accepts.
 */
export interface VersionScheme<V = unknown> {
  readonly name: SchemeName;
  /** The specification or the reference tool whose order this is. */
  readonly follows: string;
  parse(text: string): Parsed<V>;
  compare(left: V, right: V): Order;
}

/** Checks the declaration of a scheme at compile time and erases its version type for the registry. */
export function defineScheme<V>(scheme: VersionScheme<V>): VersionScheme<V> {
  return scheme;
}

/** Turns any number into -1, 0 or 1. */
export function toOrder(difference: number): Order {
  return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}
