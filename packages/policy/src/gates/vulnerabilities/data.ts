import {
  type AdvisorySourceFacts,
  type Bill,
  byCodeUnit,
  distroEcosystems,
  kindFacts,
  type MatchReport,
} from '@gantry/core';
import { daysBetween, readTime } from '../../model/time.ts';

/** An ecosystem that packages of the bill belong to, and the sources that speak of it. */
export interface EcosystemData {
  readonly ecosystem: string;
  readonly packages: number;
  readonly sources: readonly AdvisorySourceFacts[];
}

/** The language ecosystems of the bill's packages, in alphabetical order, with their data. */
export function languageData({ packages }: Bill, report: MatchReport): EcosystemData[] {
  const counts = new Map<string, number>();
  for (const { kind } of packages) {
    const ecosystem = kindFacts(kind).osvEcosystem;
    if (ecosystem !== null) counts.set(ecosystem, (counts.get(ecosystem) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([ecosystem, packages]) => ({ ecosystem, packages, sources: sourcesOf(report, [ecosystem]) }));
}

/**
 * The data of the bill's distribution: null when the bill has neither a distribution nor a distribution's packages,
 * since then there is nothing that such data could speak of.
 */
export function distroData({ distro, packages }: Bill, report: MatchReport): EcosystemData | null {
  const installed = packages.filter(({ kind }) => kindFacts(kind).distroPackage).length;
  if (distro === null) return installed === 0 ? null : { ecosystem: 'unknown', packages: installed, sources: [] };
  const ecosystem = distro.version === null ? distro.id : `${distro.id}:${distro.version}`;
  return { ecosystem, packages: installed, sources: sourcesOf(report, distroEcosystems(distro)) };
}

/** The sources of CISA's catalogue of exploited vulnerabilities. */
export function exploitedData(report: MatchReport): readonly AdvisorySourceFacts[] {
  return report.data.sources.filter(({ feed }) => feed === 'kev');
}

function sourcesOf(report: MatchReport, ecosystems: readonly string[]): AdvisorySourceFacts[] {
  return report.data.sources.filter(
    (source) =>
      source.records > 0 &&
      ecosystems.some((ecosystem) => source.ecosystem === ecosystem || source.releases.includes(ecosystem)),
  );
}

/** Days since the oldest of the sources was fetched; null when one of them has no readable date. */
export function ageInDays(sources: readonly AdvisorySourceFacts[], now: number): number | null {
  let oldest = 0;
  for (const { fetchedAt } of sources) {
    const time = readTime(fetchedAt);
    if (time === null) return null;
    oldest = Math.max(oldest, daysBetween(time, now));
  }
  return oldest;
}

/** The remedy of every finding about the data. */
export const updateData = { kind: 'data', says: 'run gantry db update' } as const;
