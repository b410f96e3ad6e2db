import { type AffectedPackage, canonicalName, type MatchEvidence } from '@gantry/core';
import type { Candidate, MatcherAnswer } from '../../matching/define-matcher.ts';
import type { AdvisoryStore, AffectedRow } from '../../store/types.ts';
import { type RangeReader, readInstalled } from './version-ranges.ts';

/** One question to the store: this name at this version, in this ecosystem. */
export interface Search {
  readonly how: MatchEvidence['how'];
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
  readonly reader: RangeReader;
  /** False for a row that is about something else of the same name (another module stream, say). */
  readonly about?: (row: AffectedRow) => boolean;
}

/** Answers of one store; a store that is asked by one run is forgotten with it. */
const answers = new WeakMap<AdvisoryStore, Map<string, MatcherAnswer>>();

/**
 * Runs searches, most telling first. The first search that finds an advisory decides for it: what an advisory says of a
 * package by its own name is not overruled by what it says of a relative. The same searches give the same answer
 * object: one component often lies in many places of an image.
 */
export function runSearches(matcher: string, store: AdvisoryStore, searches: readonly Search[]): MatcherAnswer {
  if (searches.some(({ about }) => about !== undefined)) return search(matcher, store, searches);
  const known = answersOf(store);
  const parts = searches.flatMap(({ how, ecosystem, name, version }) => [how, ecosystem, name, version]);
  const key = [matcher, ...parts].join('\u0000');
  const answer = known.get(key) ?? search(matcher, store, searches);
  known.set(key, answer);
  return answer;
}

function answersOf(store: AdvisoryStore): Map<string, MatcherAnswer> {
  const known = answers.get(store) ?? new Map<string, MatcherAnswer>();
  answers.set(store, known);
  return known;
}

function search(matcher: string, store: AdvisoryStore, searches: readonly Search[]): MatcherAnswer {
  const decided = new Set<string>();
  const candidates: Candidate[] = [];
  const excluded: string[] = [];
  const undecided: { advisory: string; because: string }[] = [];
  let notEvaluated: MatcherAnswer['notEvaluated'] = null;
  for (const asked of searches) {
    const version = readInstalled(asked.reader.scheme, asked.version);
    if (version.parsed === undefined) notEvaluated ??= { reason: 'unreadable-version', because: version.because };
    for (const row of rowsOf(store, asked)) {
      if (decided.has(row.advisoryId)) continue;
      decided.add(row.advisoryId);
      const verdict = asked.reader.assess(version, row.affected);
      if (verdict.is === 'affected') candidates.push({ row, evidence: toEvidence(matcher, asked, verdict) });
      else if (verdict.is === 'unaffected') {
        // A version that cannot be read is not compared, so no record says that it is clean.
        if (version.parsed !== undefined) excluded.push(row.advisoryId);
      } else undecided.push({ advisory: row.advisoryId, because: verdict.because });
    }
  }
  return { candidates, excluded, undecided, notEvaluated };
}

/** An answer of nothing, with the reason. */
export function noAnswer(reason: NonNullable<MatcherAnswer['notEvaluated']>['reason'], because: string): MatcherAnswer {
  return { candidates: [], undecided: [], notEvaluated: { reason, because } };
}

function toEvidence(
  matcher: string,
  { how, ecosystem, name, version, reader }: Search,
  { range, listed }: { readonly range: string; readonly listed: boolean },
): MatchEvidence {
  return { matcher, how, searched: { ecosystem, name, version }, scheme: reader.scheme, range, listed };
}

const mergedRows = new WeakMap<readonly AffectedRow[], readonly AffectedRow[]>();

/** The rows of a name, one for each advisory: an advisory may have several entries for one package. */
function rowsOf(store: AdvisoryStore, { ecosystem, name, about }: Search): readonly AffectedRow[] {
  const rows = store.affected(ecosystem, canonicalName(ecosystem, name));
  if (rows.length === 0) return rows;
  let merged = mergedRows.get(rows);
  if (!merged) {
    merged = mergeByAdvisory(rows);
    mergedRows.set(rows, merged);
  }
  return about ? merged.filter(about) : merged;
}

function mergeByAdvisory(rows: readonly AffectedRow[]): readonly AffectedRow[] {
  const byId = new Map<string, AffectedRow>();
  for (const row of rows) {
    const known = byId.get(row.advisoryId);
    byId.set(row.advisoryId, known ? { ...row, affected: mergeAffected(known.affected, row.affected) } : row);
  }
  return [...byId.values()];
}

function mergeAffected(first: AffectedPackage, second: AffectedPackage): AffectedPackage {
  const unread = [...(first.unreadable ?? []), ...(second.unreadable ?? [])];
  const fixed = first.fixState === 'fixed' || second.fixState === 'fixed';
  return {
    ...second,
    ...first,
    stretches: [...first.stretches, ...second.stretches],
    versions: [...first.versions, ...second.versions],
    fixState: fixed ? 'fixed' : first.fixState,
    ...(unread.length > 0 ? { unreadable: unread } : {}),
  };
}
