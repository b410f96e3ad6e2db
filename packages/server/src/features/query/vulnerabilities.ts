import type { StandaloneVulnerability } from '@gantry/contract/query';
import {
  type Advisory,
  type AffectedPackage,
  byCodeUnit,
  compareSeverity,
  type Severity,
  uniqueBy,
} from '@gantry/core';
import { type AdvisoryStore, pageOf } from '@gantry/vulns';
import { severityWord } from '../_shared/severity-word.ts';
import type { Vulnerabilities } from '../vulnerabilities/ports.ts';
import { type AffectedQuestion, answers, toAffected } from './affected.ts';

/** What is asked of the advisories. */
export interface VulnerabilityQuestion extends AffectedQuestion {
  readonly ids: readonly string[];
  /** `debian:12`, `github:npm`; all when absent. */
  readonly namespaces?: readonly string[] | undefined;
}

/** How records look. */
export type RecordWords = Pick<Vulnerabilities, 'feedGroup' | 'scoreData'>;

/** The records of vulnerabilities in the loaded advisories: one for each advisory and namespace, in a stable order. */
export function vulnerabilityRecords(
  store: AdvisoryStore,
  asked: VulnerabilityQuestion,
  words: RecordWords,
): (() => StandaloneVulnerability)[] {
  return [...new Set(asked.ids)].flatMap((id) =>
    advisoriesOf(store, id).flatMap((advisory) => {
      return [...byNamespace(advisory, words)]
        .sort(([a], [b]) => byCodeUnit(a, b))
        .filter(([namespace]) => asked.namespaces === undefined || asked.namespaces.includes(namespace))
        .map(([namespace, all]) => ({ namespace, affected: all.filter((one) => answers(one, asked)) }))
        .filter(({ affected }) => affected.length > 0)
        .map((part) => () => toRecord(store, { id, advisory, ...part }, words));
    }),
  );
}

function byNamespace({ id, affected }: Advisory, words: RecordWords): Map<string, AffectedPackage[]> {
  const groups = new Map<string, AffectedPackage[]>();
  for (const one of affected) {
    const namespace = words.feedGroup(id, one.ecosystem);
    const group = groups.get(namespace);
    if (group) group.push(one);
    else groups.set(namespace, [one]);
  }
  return groups;
}

/** Those that are about an id, by name or by alias. */
function advisoriesOf(store: AdvisoryStore, id: string): Advisory[] {
  return [...new Set([id, ...store.withAlias(id)])].flatMap((name) => {
    const advisory = store.advisory(name);
    return advisory === null || advisory.withdrawn !== null ? [] : [advisory];
  });
}

interface RecordParts {
  readonly id: string;
  readonly advisory: Advisory;
  readonly namespace: string;
  readonly affected: readonly AffectedPackage[];
}

function toRecord(
  store: AdvisoryStore,
  { id, advisory, namespace, affected }: RecordParts,
  words: RecordWords,
): StandaloneVulnerability {
  const cve = [id, ...advisory.aliases, ...advisory.upstream].find((name) => name.startsWith('CVE-')) ?? null;
  const packages = affected.map(toAffected);
  return {
    id,
    namespace,
    severity: severityWord(worst(advisory, affected)),
    link: pageOf(advisory) ?? `https://osv.dev/vulnerability/${encodeURIComponent(advisory.id)}`,
    affected_packages: uniqueBy(packages, ({ name, version }) => JSON.stringify([name, version])),
    description: advisory.details || advisory.summary,
    references: advisory.references.map(({ type, url }) => ({ source: advisory.id, tags: [type], url })),
    ...words.scoreData({
      cve,
      advisory: advisory.id,
      feed: advisory.feed,
      scores: advisory.scores,
      knownExploited: cve !== null && store.knownExploited(cve) !== null,
      epss: cve === null ? null : store.forecast(cve),
    }),
  };
}

/** The source's word on these packages before its word in general. */
function worst({ severity }: Advisory, affected: readonly AffectedPackage[]): Severity {
  const said = affected.reduce<Severity>(
    (found, one) => (compareSeverity(one.severity ?? 'unknown', found) > 0 ? (one.severity ?? found) : found),
    'unknown',
  );
  return said === 'unknown' ? severity : said;
}
