import { canonicalJson, type MatchReport, type PolicyFacts } from '@gantry/core';
import { packBytes, unpackBytes } from '@gantry/io/gzip';
import { sha256Digest } from '@gantry/io/hash';
import type { OnConflictBuilder } from 'kysely';
import type { Row, Scope, Tables } from '../../kernel/db/index.ts';
import { inspectionDocuments } from '../facts/index.ts';
import { evaluationErrors } from './errors.ts';
import type { Inputs } from './inputs.ts';
import { type ContextPart, documentsOf, factsOf, type ReportPart, type Snapshot } from './snapshot-facts.ts';

/** Facts ready to be kept: what has to be written is packed already, since a transaction waits for nothing else. */
export interface PackedFacts {
  readonly facts: PolicyFacts;
  readonly report: PackedDocument | null;
  readonly data: PackedDocument | null;
  readonly context: PackedDocument;
}

type PackedDocument = Pick<Row<'snapshot'>, 'sha256' | 'size' | 'body'>;

/** Packs the facts of an evaluation. */
export async function packFacts(facts: PolicyFacts): Promise<PackedFacts> {
  const report = facts.report === null ? null : await pack(reportPart(facts.report));
  const data = facts.report === null ? null : await pack(facts.report.data);
  return { facts, report, data, context: await pack(contextPart(facts)) };
}

/**
 * Keeps the facts of an evaluation, so that it can be made again when the image or the advisories are others. Null when the image's
 * bill is gone meanwhile. Runs in the caller's transaction.
 */
export async function keepSnapshot(
  scope: Scope,
  inputs: Pick<Inputs, 'image'>,
  { facts, report, data, context }: PackedFacts,
): Promise<Snapshot | null> {
  const bill = await copyDocument(scope, inputs.image.digest, 'bill');
  if (bill === null) return null;
  const { previous } = facts;
  const before = typeof previous === 'object' && previous !== null ? previous.digest : null;
  const earlier = before === null ? null : await copyDocument(scope, before, 'bill');
  return {
    bill,
    report: report && (await keep(scope, report)),
    data: data && (await keep(scope, data)),
    inspection: await copyInspection(scope, inputs.image.digest, facts),
    context: await keep(scope, context),
    previous: before === null || earlier === null ? null : { digest: before, bill: earlier },
  };
}

/** The facts of a stored evaluation. EVALUATION_NOT_KEPT. */
export async function restoreFacts(scope: Scope, snapshot: Snapshot): Promise<PolicyFacts> {
  const documents = new Map<string, unknown>();
  for (const sha256 of documentsOf(snapshot)) documents.set(sha256, await read(scope, sha256));
  return factsOf(snapshot, (sha256) => documents.get(sha256));
}

/** Without what tells only when and from where: newer advisories that change nothing are the same document. */
function reportPart({ data: _data, ...report }: MatchReport): ReportPart {
  return report;
}

function contextPart({
  bill: _bill,
  report: _report,
  inspection: _seen,
  previous,
  ...context
}: PolicyFacts): ContextPart {
  return previous === 'none' ? { ...context, previous } : context;
}

async function pack(value: unknown): Promise<PackedDocument> {
  const bytes = Buffer.from(canonicalJson(value));
  return { sha256: sha256Digest(bytes), size: bytes.length, body: await packBytes(bytes) };
}

/** Writing the row that is there already keeps the sweep from deleting it until its use is noted. */
function holdingIt(conflict: OnConflictBuilder<Tables, 'snapshot'>) {
  return conflict.columns(['account', 'sha256']).doUpdateSet((the) => ({ size: the.ref('excluded.size') }));
}

async function keep(scope: Scope, document: PackedDocument): Promise<string> {
  await scope.insert('snapshot', document).onConflict(holdingIt).execute();
  return document.sha256;
}

/** Copies a document of an image as it is, inside the database. */
async function copyDocument(scope: Scope, digest: string, kind: string): Promise<string | null> {
  const document = scope.select('document').where('document.digest', '=', digest).where('document.kind', '=', kind);
  const found = await document.select('document.sha256').executeTakeFirst();
  if (found === undefined) return null;
  await scope.db
    .insertInto('snapshot')
    .columns(['account', 'sha256', 'size', 'body'])
    .expression(document.select(['document.account', 'document.sha256', 'document.size', 'document.body']))
    .onConflict(holdingIt)
    .execute();
  return found.sha256;
}

async function copyInspection(
  scope: Scope,
  digest: string,
  { inspection }: PolicyFacts,
): Promise<Record<string, string>> {
  const copied: Record<string, string> = {};
  if (inspection === null || inspection === undefined) return copied;
  for (const [part, kind] of Object.entries(inspectionDocuments)) {
    if (inspection[part as keyof typeof inspectionDocuments] === null) continue;
    const sha256 = await copyDocument(scope, digest, kind);
    if (sha256 !== null) copied[part] = sha256;
  }
  return copied;
}

/** Notes which documents an evaluation needs; the others are swept away. Same transaction, after the evaluation was stored. */
export async function noteUses(scope: Scope, evaluation: string, snapshot: Snapshot): Promise<void> {
  const digests = documentsOf(snapshot);
  await scope
    .insert(
      'snapshot_use',
      digests.map((sha256) => ({ evaluation_id: evaluation, sha256 })),
    )
    .execute();
}

async function read(scope: Scope, sha256: string): Promise<unknown> {
  const row: Pick<Row<'snapshot'>, 'body' | 'size'> | undefined = await scope
    .select('snapshot')
    .where('snapshot.sha256', '=', sha256)
    .select(['snapshot.body', 'snapshot.size'])
    .executeTakeFirst();
  if (row === undefined) throw evaluationErrors.NOT_KEPT({ digest: sha256 });
  const bytes = await unpackBytes(row.body, Number(row.size));
  // What is stored is what this server wrote, and its digest is the key.
  return JSON.parse(Buffer.from(bytes).toString('utf8'));
}
