import { type License, licenseTerms, type Package, spdxExpression } from '@gantry/core';

/**
 * The names among those of a package's licences that a test accepts. Of each statement the words count first, as the format has it,
 * then the statement as a whole, then its SPDX identifiers: what is found is shown as the package says it.
 */
export function licensesThat({ licenses }: Package, accepts: (name: string) => boolean): string[] {
  const names = licenses.flatMap(
    (license) =>
      tiers(license)
        .find((tier) => tier.some(accepts))
        ?.filter(accepts) ?? [],
  );
  return [...new Set(names)];
}

function tiers({ value, spdx }: License): string[][] {
  const words = value.split(/\s+/).filter((word) => word !== '');
  return [words, [value], spdx === null ? [] : [spdx], spdx === null ? [] : licenseTerms(spdx)];
}

/** The names that a rule lists, with the SPDX identifiers that they stand for: `GPLv2+` is `GPL-2.0-or-later`. */
export function listedLicenses(listed: readonly string[]): Set<string> {
  return new Set(listed.flatMap((name) => [name, ...identifiers(name)]));
}

/** Different names that one rule reads as licences; beyond them names must be listed as they are. No artifact has so many. */
const mostRead = 20_000;

/** Tells whether a name is listed, or means a licence that is. */
export function listTest(listed: ReadonlySet<string>): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    if (listed.has(name)) return true;
    const answer = known.get(name);
    if (answer !== undefined || known.size >= mostRead) return answer ?? false;
    const means = identifiers(name).some((identifier) => listed.has(identifier));
    known.set(name, means);
    return means;
  };
}

function identifiers(name: string): string[] {
  return licenseTerms(spdxExpression(name) ?? '');
}

/** Statements of a package that are no SPDX expression, or that it makes none at all. */
export function isUnreadable({ licenses }: Package): boolean {
  return licenses.length === 0 || licenses.every(({ spdx }) => spdx === null);
}
