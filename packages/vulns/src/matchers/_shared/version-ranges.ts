import { type AffectedPackage, type SchemeName, schemes, type VersionStretch } from '@gantry/core';

/** An installed version, parsed once; `parsed` is undefined when its scheme cannot read it, and `because` says why. */
export interface InstalledVersion {
  readonly text: string;
  readonly parsed: unknown;
  readonly because: string;
  readonly beginning: string | null;
  /** The release that a local version of PEP 440 was built from (2.5.1 of 2.5.1+cu118), parsed; undefined for all others. */
  readonly release?: unknown;
}

/** Reads an installed version by a scheme. */
export function readInstalled(scheme: SchemeName, text: string): InstalledVersion {
  const parsed = schemes[scheme].parse(text);
  const beginning = beginningOf(text);
  return parsed.ok
    ? { text, parsed: parsed.version, because: '', beginning, release: releaseOf(scheme, text) }
    : { text, parsed: undefined, because: parsed.because, beginning };
}

/** Advisories name public versions only, and such a build has the flaws of its release (PEP 440, "Version matching"). */
function releaseOf(scheme: SchemeName, text: string): unknown {
  const local = scheme === 'pep440' ? text.indexOf('+') : -1;
  const release = local < 0 ? null : schemes[scheme].parse(text.slice(0, local));
  return release?.ok ? release.version : undefined;
}

/** Whether a row affects a version: `range` is the stretch that holds it, or `listed` when only the list names it. */
export type Verdict =
  | { readonly is: 'affected'; readonly range: string; readonly listed: boolean }
  | { readonly is: 'unaffected' }
  | { readonly is: 'undecided'; readonly because: string };

/** Compares versions of one scheme with what advisories say, and remembers the parsed bounds of each row. */
export interface RangeReader {
  readonly scheme: SchemeName;
  assess(version: InstalledVersion, affected: AffectedPackage): Verdict;
}

interface ReadStretch {
  readonly words: string;
  readonly introduced: unknown;
  readonly end: unknown;
  readonly endIsAffected: boolean;
}

interface ReadRow {
  readonly stretches: readonly ReadStretch[];
  readonly unreadable: readonly string[];
  /** Listed versions with their beginnings, made on first need. */
  listed: readonly { readonly text: string; readonly beginning: string | null }[] | null;
}

/** A reader for a scheme; `prepare` changes each bound before it is parsed (rpm takes the epoch off for source packages). */
export function rangeReader(scheme: SchemeName, prepare: (bound: string) => string = (bound) => bound): RangeReader {
  const rows = new WeakMap<AffectedPackage, ReadRow>();
  return {
    scheme,
    assess(version, affected) {
      let row = rows.get(affected);
      if (!row) {
        row = readRow(scheme, affected, prepare);
        rows.set(affected, row);
      }
      return assessRow(scheme, version, { affected, row });
    },
  };
}

function assessRow(
  scheme: SchemeName,
  version: InstalledVersion,
  { affected, row }: { affected: AffectedPackage; row: ReadRow },
): Verdict {
  const named = affected.versions.includes(version.text);
  const inside = row.stretches.find((stretch) => contains(scheme, stretch, version));
  if (inside) return { is: 'affected', range: inside.words, listed: named };
  if (named || isListed(scheme, version, { affected, row })) return { is: 'affected', range: 'listed', listed: true };
  if (row.unreadable.length > 0)
    return { is: 'undecided', because: `its bounds cannot be read: ${row.unreadable.join('; ')}` };
  return { is: 'unaffected' };
}

/** A stretch without bounds holds every version, even one that cannot be read. */
function contains(
  scheme: SchemeName,
  stretch: ReadStretch,
  { parsed: version, release = version }: InstalledVersion,
): boolean {
  const { introduced, end, endIsAffected } = stretch;
  if (introduced === undefined && end === undefined) return true;
  if (version === undefined) return false;
  const { compare } = schemes[scheme];
  if (introduced !== undefined && compare(version, introduced) < 0) return false;
  if (end === undefined) return true;
  return endIsAffected ? compare(release, end) <= 0 : compare(version, end) < 0;
}

/** By the order of the scheme, since `8.0` is `8.0.0`. Lists are long, so only versions that begin alike are parsed. */
function isListed(
  scheme: SchemeName,
  version: InstalledVersion,
  { affected, row }: { affected: AffectedPackage; row: ReadRow },
): boolean {
  if (version.parsed === undefined) return false;
  row.listed ??= affected.versions.map((text) => ({ text, beginning: beginningOf(text) }));
  const { parse, compare } = schemes[scheme];
  return row.listed.some(({ text, beginning }) => {
    if (beginning !== null && version.beginning !== null && beginning !== version.beginning) return false;
    const listed = parse(text);
    if (!listed.ok) return false;
    const { parsed, release = parsed } = version;
    return compare(listed.version, parsed) === 0 || compare(listed.version, release) === 0;
  });
}

/** The first two numbers (a missing one is 0), by which equal versions agree in every scheme; null where that is not sure. */
function beginningOf(text: string): string | null {
  const found = /^(?:v|go|=)?0*(\d+)(?:\.0*(\d+))?(?=$|-|\.(?![x*]))/.exec(text);
  return found ? `${found[1]}.${found[2] ?? '0'}` : null;
}

function readRow(scheme: SchemeName, affected: AffectedPackage, prepare: (bound: string) => string): ReadRow {
  const unreadable = [...(affected.unreadable ?? [])];
  const stretches: ReadStretch[] = [];
  for (const stretch of affected.stretches) {
    const end = stretch.fixed ?? stretch.lastAffected;
    const from = readBound(scheme, stretch.introduced, prepare);
    const to = readBound(scheme, end, prepare);
    if (from.ok && to.ok) {
      const endIsAffected = stretch.fixed === null;
      stretches.push({ words: rangeWords(stretch), introduced: from.version, end: to.version, endIsAffected });
    } else unreadable.push(rangeWords(stretch));
  }
  return { stretches, unreadable, listed: null };
}

function readBound(scheme: SchemeName, text: string | null, prepare: (bound: string) => string) {
  return text === null ? ({ ok: true, version: undefined } as const) : schemes[scheme].parse(prepare(text));
}

/** `>=2.0.0, <2.15.0`; `all versions` when there is no bound. */
function rangeWords({ introduced, fixed, lastAffected }: VersionStretch): string {
  const words = [
    ...(introduced === null ? [] : [`>=${introduced}`]),
    ...(fixed === null ? [] : [`<${fixed}`]),
    ...(fixed === null && lastAffected !== null ? [`<=${lastAffected}`] : []),
  ];
  return words.join(', ') || 'all versions';
}
