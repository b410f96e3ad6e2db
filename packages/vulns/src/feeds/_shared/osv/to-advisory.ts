import type { Advisory, AffectedPackage } from '@gantry/core';
import { type Dict, dictAt, isDict, listAt, textAt, textsAt, timeAt } from './read.ts';
import type { OsvRecord } from './schema.ts';
import { readPackageSeverity, readSeverity } from './severity.ts';
import { toAffected } from './to-affected.ts';

/** An advisory and how many of its lesser parts could not be read. */
export interface ReadAdvisory {
  readonly advisory: Advisory;
  readonly flaws: readonly string[];
}

const limits = { summary: 500, details: 200_000, url: 2_000, ids: 5_000, references: 1_000 } as const;

/** Brings an OSV record into the vocabulary of core. `feed` is the name of the feed that it came from. */
export function toAdvisory(record: OsvRecord, feed: string): ReadAdvisory {
  const source = sourceOf(record.id);
  const entries = listAt(record, 'affected').filter(isDict);
  const affected = entries.map((entry) => toAffected(record, entry, source)).filter((item) => item !== null);
  const severity = readSeverity(record, source);
  const ofPackages = entries.map((entry) => readPackageSeverity(entry, source)).filter((item) => item !== null);
  const scores = severity.scores.length > 0 ? severity.scores : (ofPackages[0]?.scores ?? []);
  const details = textAt(record, 'details', limits.details) ?? '';
  const advisory: Advisory = {
    id: record.id,
    feed,
    aliases: idsAt(record, 'aliases'),
    ...readUpstream(record),
    summary: oneLine(textAt(record, 'summary', limits.summary) || firstLine(details)),
    details,
    severity: severity.severity === 'unknown' ? (ofPackages[0]?.severity ?? 'unknown') : severity.severity,
    scores,
    published: timeAt(record, 'published'),
    modified: timeAt(record, 'modified'),
    withdrawn: readWithdrawn(record),
    references: readReferences(record),
    cwes: readCwes(record),
    affected,
    malicious: isMalicious(record),
    informational: readInformational(record, entries),
  };
  return { advisory, flaws: flawsOf(severity.unreadable + sum(ofPackages), affected, entries) };
}

/** The prefix of an id names the source, in the words of the OSV schema: `GHSA`, `PYSEC`, `DEBIAN`. */
function sourceOf(id: string): string {
  return id.split('-', 1)[0]?.toLowerCase() ?? 'osv';
}

/** An erratum of the Red Hat family lists the CVEs that it fixes under `related`; elsewhere they are `upstream`. */
function readUpstream(record: OsvRecord): { upstream: string[]; related: string[] } {
  const upstream = idsAt(record, 'upstream');
  const related = idsAt(record, 'related');
  if (!erratum.test(record.id)) return { upstream, related };
  const fixed = related.filter((id) => id.startsWith('CVE-'));
  return {
    upstream: [...new Set([...upstream, ...fixed])],
    related: related.filter((id) => !id.startsWith('CVE-')),
  };
}

const erratum = /^(?:AL|RH|RL)[SBE]A-/;

/** A time that cannot be read still says "withdrawn". */
function readWithdrawn(record: Dict): string | null {
  return timeAt(record, 'withdrawn') ?? textAt(record, 'withdrawn', 40);
}

/**
 * OpenSSF's malicious-packages database, an advisory that carries its id, or one whose weakness is CWE-506, embedded
 * malicious code.
 */
function isMalicious(record: OsvRecord): boolean {
  const known = [record.id, ...idsAt(record, 'aliases')].some((id) => id.startsWith('MAL-'));
  return known || textsAt(dictAt(record, 'database_specific'), 'cwe_ids').includes('CWE-506');
}

/** RustSec's `informational`; and errata of the Red Hat family that fix bugs or add features, not flaws. */
function readInformational(record: OsvRecord, entries: readonly Dict[]): string | null {
  for (const entry of entries) {
    const said = textAt(dictAt(entry, 'database_specific'), 'informational', 100);
    if (said) return said;
  }
  const kind = /^(?:AL|RH|RL)([BE])A-/.exec(record.id)?.[1];
  const fixesFlaws = idsAt(record, 'related')
    .concat(idsAt(record, 'upstream'))
    .some((id) => id.startsWith('CVE-'));
  if (!kind || fixesFlaws) return null;
  return kind === 'B' ? 'bug-fix' : 'enhancement';
}

function readReferences(record: Dict): Advisory['references'] {
  return listAt(record, 'references')
    .filter(isDict)
    .map((item) => ({ type: textAt(item, 'type', 40) ?? 'WEB', url: textAt(item, 'url', limits.url) ?? '' }))
    .filter(({ url }) => /^(?:https?|ftp):\/\/\S+$/i.test(url) && !/\p{Cc}/u.test(url))
    .slice(0, limits.references);
}

/** GitHub's `cwe_ids`, and the objects that the malicious-packages database writes per package. */
function readCwes(record: Dict): string[] {
  const ofPackages = listAt(record, 'affected')
    .filter(isDict)
    .flatMap((entry) => listAt(dictAt(entry, 'database_specific'), 'cwes').filter(isDict));
  const found = [
    ...textsAt(dictAt(record, 'database_specific'), 'cwe_ids'),
    ...ofPackages.map((cwe) => textAt(cwe, 'cweId', 20) ?? ''),
  ];
  return [...new Set(found)].filter((cwe) => /^CWE-\d{1,6}$/.test(cwe));
}

function idsAt(record: Dict, key: string): string[] {
  const ids = textsAt(record, key).filter((id) => /^[\x21-\x7e]{1,200}$/.test(id));
  return [...new Set(ids)].slice(0, limits.ids);
}

/** Without line breaks and other control characters. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}

function firstLine(details: string): string {
  const line =
    details
      .slice(0, 2_000)
      .split('\n')
      .map((text) => text.replace(/^[#\s]+/, '').trim())
      .find((text) => text !== '') ?? '';
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

function flawsOf(severities: number, affected: readonly AffectedPackage[], entries: readonly Dict[]): string[] {
  const unread = affected.filter(({ unreadable }) => unreadable !== undefined).length;
  return [
    ...(severities > 0 ? ['unreadable-severity'] : []),
    ...(unread > 0 ? ['unreadable-range'] : []),
    ...(affected.length < entries.length ? ['no-package'] : []),
  ];
}

function sum(severities: readonly { readonly unreadable: number }[]): number {
  return severities.reduce((total, { unreadable }) => total + unreadable, 0);
}
