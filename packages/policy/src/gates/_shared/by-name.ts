import { by, byCodeUnit, kindFacts, type Package } from '@gantry/core';

/** All packages of one kind and name. */
export interface Namesakes {
  readonly key: string;
  /** Of the same kind and name; at least one. */
  readonly members: readonly Package[];
  /** Their versions, each once, in code-unit order; `?` for an unknown one. */
  readonly versions: readonly string[];
}

/** Packages by kind and name, in code-unit order of names. */
export function packagesByName(packages: readonly Package[]): ReadonlyMap<string, Namesakes> {
  const groups = new Map<string, Package[]>();
  for (const one of packages) {
    const key = `${one.name}\u0000${one.kind}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  const sorted = [...groups].sort(by(([key]) => key));
  return new Map(sorted.map(([key, members]) => [key, { key, members, versions: versionsOf(members) }]));
}

/** True for packages of one of the types: the words of policies (`dpkg`, `java`) or of package URLs (`deb`, `maven`). */
export function isOfType(types: readonly string[] | null): (one: Package) => boolean {
  if (types === null) return () => true;
  const wanted = new Set(types.map((type) => type.toLowerCase()));
  return ({ kind }) => wanted.has('all') || wanted.has(kind) || wanted.has(kindFacts(kind).policyType);
}

function versionsOf(members: readonly Package[]): string[] {
  return [...new Set(members.map(({ version }) => version ?? '?'))].sort(byCodeUnit);
}
