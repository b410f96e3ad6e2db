import type { Advisory } from '@gantry/core';
import type { AdvisoryStore, AffectedRow } from '../store/types.ts';
import type { Candidate } from './define-matcher.ts';
import { sourceRank } from './source-rank.ts';

/** A candidate with its advisory: one source's claim that the package is affected. */
export interface Claim extends Candidate {
  readonly advisory: Advisory;
  /** The CVEs that it is about, sorted. */
  readonly cves: readonly string[];
  /** Every id of the vulnerability that the advisory gives, its own first. */
  readonly ids: readonly string[];
}

/** The claims about one package, in the order in which they decide. */
export function toClaims(candidates: readonly Candidate[], store: AdvisoryStore): Claim[] {
  return candidates.map((candidate) => toClaim(candidate, store)).sort((a, b) => compareClaims(a, b));
}

function toClaim(candidate: Candidate, store: AdvisoryStore): Claim {
  const advisory = store.advisory(candidate.row.advisoryId) ?? bareAdvisory(candidate.row);
  const cves = cvesOf(advisory);
  const ids = [...new Set([advisory.id, ...cves, ...advisory.aliases, ...advisory.upstream])];
  return { ...candidate, advisory, cves, ids };
}

/** By source; among equals the one changed last, which knows most; then by id. */
function compareClaims(a: Claim, b: Claim): number {
  const bySource = sourceRank(a.advisory.id) - sourceRank(b.advisory.id);
  if (bySource !== 0) return bySource;
  const [newer, older] = [b.advisory.modified ?? '', a.advisory.modified ?? ''];
  if (newer !== older) return newer < older ? -1 : 1;
  return a.advisory.id < b.advisory.id ? -1 : 1;
}

const cve = /^CVE-\d{4}-\d{4,}$/;

/**
 * The CVEs of an advisory: among its own id, aliases and upstream ids, else in an id such as `ALPINE-CVE-2022-1586`, else
 * (errata of the Red Hat family, which have neither) among the related ones.
 */
function cvesOf({ id, aliases, upstream, related }: Advisory): readonly string[] {
  const named = [id, ...aliases, ...upstream].filter((name) => cve.test(name));
  const inId = id.replace(/^[A-Za-z]+-(?=CVE-)/, '');
  const found =
    named.length > 0 ? named : cve.test(inId) ? [inId] : aliases.length + upstream.length > 0 ? [] : related;
  return [...new Set(found.filter((name) => cve.test(name)))].sort();
}

/** A row whose advisory is not in the store still counts; nothing but its id is known. */
function bareAdvisory({ advisoryId, affected }: AffectedRow): Advisory {
  const none: readonly never[] = [];
  return {
    id: advisoryId,
    feed: 'unknown',
    aliases: none,
    upstream: none,
    related: none,
    summary: '',
    details: '',
    severity: 'unknown',
    scores: none,
    published: null,
    modified: null,
    withdrawn: null,
    references: none,
    cwes: none,
    affected: [affected],
    malicious: advisoryId.startsWith('MAL-'),
    informational: null,
  };
}
