import type { Bill, Inspection, MatchReport, PolicyFacts } from '@gantry/core';

/** Where the facts of a stored evaluation lie: digests of documents that many evaluations share. */
export interface Snapshot {
  readonly bill: string;
  readonly report: string | null;
  /** What the advisories were: apart from the report, so that newer ones that change nothing leave it as it is. */
  readonly data: string | null;
  /** Parts of the inspection, by name. */
  readonly inspection: Readonly<Record<string, string>>;
  /** Everything else that is small. */
  readonly context: string;
  /** The bill of the image that the tag named before, and its digest. */
  readonly previous: { readonly digest: string; readonly bill: string } | null;
}

/** A report as it is kept. */
export type ReportPart = Omit<MatchReport, 'data'>;
/** The other facts as they are kept. */
export type ContextPart = Omit<PolicyFacts, 'bill' | 'report' | 'inspection'>;

const nothing = {
  files: null,
  contentSearch: null,
  secretSearch: null,
  retrievedFiles: null,
  verification: null,
  hardening: null,
  malware: null,
  unread: [],
};

/** Every document that facts are made of. */
export function documentsOf({ bill, report, data, inspection, context, previous }: Snapshot): string[] {
  const all = [bill, report, data, context, previous?.bill ?? null, ...Object.values(inspection)];
  return [...new Set(all.filter((sha256) => sha256 !== null))];
}

/** The facts, made of documents that `read` has; it fails for one that it has not. */
export function factsOf(snapshot: Snapshot, read: (sha256: string) => unknown): PolicyFacts {
  const { previous } = snapshot;
  const report = snapshot.report === null ? null : (read(snapshot.report) as ReportPart);
  const data = snapshot.data === null ? null : (read(snapshot.data) as MatchReport['data']);
  const parts = Object.entries(snapshot.inspection).map(([part, sha256]) => [part, read(sha256)] as const);
  return {
    ...(read(snapshot.context) as ContextPart),
    ...(previous && {
      previous: { digest: previous.digest, packages: (read(previous.bill) as Bill).packages },
    }),
    bill: read(snapshot.bill) as Bill,
    report: report && data && { ...report, data },
    // What is stored is what this server wrote.
    inspection: parts.length === 0 ? null : ({ ...nothing, ...Object.fromEntries(parts) } as Inspection),
  };
}
