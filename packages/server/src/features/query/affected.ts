import type { PackageReference } from '@gantry/contract/query';
import {
  type AffectedPackage,
  canonicalName,
  compareVersions,
  kinds,
  type SchemeName,
  type VersionStretch,
} from '@gantry/core';
import { ecosystemScheme } from '@gantry/vulns';

/** Which packages of an advisory are looked for. */
export interface AffectedQuestion {
  readonly name?: string | undefined;
  readonly version?: string | undefined;
}

/** Does an advisory's word on a package answer the question? A version that cannot be compared is not left out. */
export function answers(affected: AffectedPackage, { name, version }: AffectedQuestion): boolean {
  const { ecosystem } = affected;
  if (name !== undefined && canonicalName(ecosystem, affected.name) !== canonicalName(ecosystem, name)) return false;
  if (version === undefined || affected.versions.includes(version)) return true;
  const scheme = ecosystemScheme(ecosystem);
  return scheme === null || affected.stretches.some((stretch) => holds(scheme, stretch, version));
}

function holds(scheme: SchemeName, { introduced, fixed, lastAffected }: VersionStretch, version: string): boolean {
  const order = (bound: string) => {
    const comparison = compareVersions(scheme, version, bound);
    return comparison.sure ? comparison.order : null;
  };
  const from = introduced === null ? 1 : order(introduced);
  const end = fixed === null ? null : order(fixed);
  const last = lastAffected === null ? null : order(lastAffected);
  return !(from !== null && from < 0) && !(end !== null && end >= 0) && !(last !== null && last > 0);
}

/** An affected package as the wire has it: its version is the range. */
export function toAffected({ ecosystem, name, stretches, versions, fixState }: AffectedPackage): PackageReference {
  const ranges = stretches.map(rangeText);
  return {
    name,
    version: ranges.length > 0 ? ranges.join(' || ') : versions.length > 0 ? versions.join(', ') : null,
    type: packageType(ecosystem),
    will_not_fix: fixState === 'wont-fix',
  };
}

function rangeText({ introduced, fixed, lastAffected }: VersionStretch): string {
  const bounds = [
    ...(introduced === null ? [] : [`>=${introduced}`]),
    ...(fixed === null ? [] : [`<${fixed}`]),
    ...(lastAffected === null ? [] : [`<=${lastAffected}`]),
  ];
  return bounds.join(', ') || '*';
}

/** By the ecosystem of a language, else by how the distro numbers its packages. */
function packageType(ecosystem: string): string {
  const scheme = ecosystemScheme(ecosystem);
  const facts = Object.values(kinds);
  const language = facts.find(({ osvEcosystem }) => osvEcosystem === ecosystem);
  const distro = facts.find(({ distroPackage, versionScheme }) => distroPackage && versionScheme === scheme);
  return (language ?? distro)?.policyType ?? 'unknown';
}
