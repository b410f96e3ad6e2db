import type { Bill, FactPart, MatchReport, PolicyFacts } from '@gantry/core';
import { unpackBytes } from '@gantry/io/gzip';
import { createBacktest, neededFacts, type Policy, parsePolicy, type StoredEvaluation } from '@gantry/policy';
import { factsOf, type Snapshot } from '../../evaluations/ports.ts';
import type { ReplayBatch, Replaying, ReplayOrder, ReplayRow } from '../ports.ts';

/** A replay in this thread: image after image, so that only the documents of one are in memory. */
export function replayBatches({ candidate, against, teamKey }: ReplayOrder): Replaying {
  const policies = [candidate, against].map((document) => document && parsePolicy(document, 'back-test').policy);
  const [ours, theirs] = policies as [Policy, Policy | null];
  const backtest = createBacktest(ours, theirs === null ? {} : { against: theirs });
  const needed = new Set([ours, theirs ?? ours].flatMap((policy) => [...neededFacts(policy).parts]));
  const shared = new Map<string, unknown>();
  return {
    async add(batch) {
      const read = await readerOf(batch, shared);
      const team = teamReader(batch, teamKey, read);
      for (const row of batch.rows) {
        const stored = toStored(row, { digest: batch.digest, needed, read, team: team(row) });
        backtest.add(stored);
      }
    },
    result: async () => backtest.result(),
    stop: async () => undefined,
  };
}

type Read = (sha256: string) => unknown;

/** Documents are parsed when somebody asks, and once. */
async function readerOf({ documents }: ReplayBatch, shared: Map<string, unknown>): Promise<Read> {
  const plain = new Map<string, Uint8Array>();
  for (const document of documents) {
    const bytes = await unpackBytes(document.body, document.size);
    if (document.shared) shared.set(document.sha256, parse(bytes));
    else plain.set(document.sha256, bytes);
  }
  const parsed = new Map<string, unknown>();
  return (sha256) => {
    const known = parsed.get(sha256) ?? shared.get(sha256);
    if (known !== undefined) return known;
    const bytes = plain.get(sha256);
    if (bytes === undefined) throw new MissingDocument(sha256);
    const value = parse(bytes);
    parsed.set(sha256, value);
    return value;
  };
}

/** What is stored is what this server wrote. */
function parse(bytes: Uint8Array): unknown {
  return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'));
}

class MissingDocument extends Error {}

interface Around {
  readonly digest: string;
  readonly needed: ReadonlySet<FactPart>;
  readonly read: Read;
  readonly team: string | null;
}

function toStored(row: ReplayRow, { digest, needed, read, team }: Around): StoredEvaluation {
  const { tag, clock, action, stops, sbom, advisories, snapshot } = row;
  return {
    image: `${digest} ${tag}`,
    ...{ tag, team, clock },
    digests: { sbom, advisories },
    content: snapshot === null ? `${digest} ${tag} ${clock}` : contentOf(snapshot, needed),
    facts: () => (snapshot === null ? 'its facts were not kept' : readFacts(snapshot, needed, read)),
    data: snapshot === null || snapshot.data === null ? null : dataOf(snapshot.data, read),
    outcome: { action, stops },
  };
}

/** Parts of an inspection that no rule looks at make no difference. */
function contentOf(snapshot: Snapshot, needed: ReadonlySet<FactPart>): string {
  const { bill, report, context, previous } = snapshot;
  return JSON.stringify([bill, report, context, previous?.digest ?? null, neededInspection(snapshot, needed)]);
}

function neededInspection({ inspection }: Snapshot, needed: ReadonlySet<FactPart>): Snapshot['inspection'] {
  const parts = Object.entries(inspection).filter(([part]) => part === 'unread' || needed.has(part as FactPart));
  return Object.fromEntries(parts);
}

/** Context that can be asked for, and that an evaluation may have been made without. */
const asked = ['ancestry', 'previous', 'stigEvaluations', 'attachments', 'annotations'] as const;

function readFacts(snapshot: Snapshot, needed: ReadonlySet<FactPart>, read: Read): PolicyFacts | string {
  try {
    const facts = factsOf({ ...snapshot, inspection: neededInspection(snapshot, needed) }, read);
    const missing = asked.filter((part) => needed.has(part) && facts[part] === undefined);
    if (missing.length > 0) return `its policy did not need, and so nobody collected: ${missing.join(', ')}`;
    // Nobody looked, since no rule asked: nothing can have been stated that its verdict knew of.
    return { ...facts, vulnerabilityAnnotations: facts.vulnerabilityAnnotations ?? [] };
  } catch (error) {
    if (error instanceof MissingDocument) return 'its facts were not kept';
    throw error;
  }
}

function dataOf(sha256: string, read: Read): MatchReport['data'] | null {
  try {
    return read(sha256) as MatchReport['data'];
  } catch (error) {
    if (error instanceof MissingDocument) return null;
    throw error;
  }
}

/** An annotation of the image counts before the label that it was built with. */
function teamReader({ annotations }: ReplayBatch, key: string, read: Read): (row: ReplayRow) => string | null {
  const labels = new Map<string, string | null>();
  return ({ snapshot }) => {
    const said = Object.hasOwn(annotations, key) ? annotations[key] : undefined;
    if (said !== undefined || snapshot === null) return said ?? null;
    const known = labels.get(snapshot.bill);
    if (known !== undefined) return known;
    const team = labelOf(snapshot.bill, key, read);
    labels.set(snapshot.bill, team);
    return team;
  };
}

function labelOf(sha256: string, key: string, read: Read): string | null {
  try {
    const { source } = read(sha256) as Bill;
    return source.kind === 'image' && Object.hasOwn(source.config.labels, key)
      ? (source.config.labels[key] ?? null)
      : null;
  } catch (error) {
    if (error instanceof MissingDocument) return null;
    throw error;
  }
}
