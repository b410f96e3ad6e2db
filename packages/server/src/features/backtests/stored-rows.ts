import type { FactPart } from '@gantry/core';
import { sql } from 'kysely';
import type { Row, Scope } from '../../kernel/db/index.ts';
import { documentsOf, type Snapshot } from '../evaluations/ports.ts';
import { backtestErrors } from './errors.ts';
import type { PackedDocument, ReplayBatch, ReplayRow } from './ports.ts';

/** Which stored evaluations are replayed. */
export interface Period {
  readonly policyId: string;
  readonly since: Date;
  readonly until: Date;
}

/** How many there are. */
export async function countEvaluations(scope: Scope, period: Period): Promise<number> {
  const { count } = await evaluationsOf(scope, period)
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Images that are looked up at a time. */
const imagesAtOnce = 50;

/** The evaluations of one image after another, in the order of digests. `needed`: parts of inspections that are read. */
export async function* batchesOf(
  scope: Scope,
  period: Period,
  needed: ReadonlySet<FactPart>,
): AsyncGenerator<ReplayBatch> {
  const sent = new Set<string>();
  let after = '';
  for (;;) {
    const images = await nextImages(scope, period, after);
    for (const image of images) yield await batchOf(scope, { period, needed, sent, ...image });
    after = images.at(-1)?.digest ?? '';
    if (images.length < imagesAtOnce) return;
  }
}

function evaluationsOf(scope: Scope, { policyId, since, until }: Period) {
  return scope
    .select('evaluation')
    .where('evaluation.policy_id', '=', policyId)
    .where('evaluation.comparison_digest', 'is', null)
    .where('evaluation.evaluated_at', '>=', since)
    .where('evaluation.evaluated_at', '<=', until);
}

type FoundImage = Pick<ReplayBatch, 'digest' | 'annotations'>;

async function nextImages(scope: Scope, period: Period, after: string): Promise<FoundImage[]> {
  const evaluated = evaluationsOf(scope, period)
    .where('evaluation.image_digest', '=', sql.ref<string>('image.digest'))
    .select('evaluation.id');
  return scope
    .select('image')
    .where('image.digest', '>', after)
    .where(({ exists }) => exists(evaluated))
    .orderBy('image.digest')
    .select(['image.digest', 'image.annotations'])
    .limit(imagesAtOnce)
    .execute();
}

interface BatchWish extends FoundImage {
  readonly period: Period;
  readonly needed: ReadonlySet<FactPart>;
  /** Shared documents that were sent. */
  readonly sent: Set<string>;
}

async function batchOf(scope: Scope, wish: BatchWish): Promise<ReplayBatch> {
  const { digest, annotations, period, needed, sent } = wish;
  const found = await evaluationsOf(scope, period)
    .where('evaluation.image_digest', '=', digest)
    .orderBy('evaluation.evaluated_at')
    .orderBy('evaluation.id')
    .select(columns)
    .execute();
  const rows = found.map(toReplayRow);
  const shared = new Set(rows.flatMap(({ snapshot }) => snapshot?.data ?? []));
  const wanted = new Set(rows.flatMap(({ snapshot }) => (snapshot === null ? [] : neededOf(snapshot, needed))));
  const documents = await readDocuments(scope, { digest, wanted: [...wanted].filter((one) => !sent.has(one)), shared });
  for (const one of documents) if (one.shared) sent.add(one.sha256);
  return { digest, annotations, rows, documents };
}

const columns = [
  'evaluation.tag',
  'evaluation.evaluated_at',
  'evaluation.final_action',
  'evaluation.stops',
  'evaluation.sbom_digest',
  'evaluation.advisories_digest',
  'evaluation.snapshot',
] as const;

type Found = Pick<
  Row<'evaluation'>,
  'tag' | 'evaluated_at' | 'final_action' | 'stops' | 'sbom_digest' | 'advisories_digest' | 'snapshot'
>;

function toReplayRow(row: Found): ReplayRow {
  return {
    tag: row.tag,
    clock: row.evaluated_at.toISOString(),
    action: row.final_action,
    stops: row.stops,
    sbom: row.sbom_digest,
    advisories: row.advisories_digest,
    snapshot: row.snapshot as unknown as Snapshot | null,
  };
}

function neededOf(snapshot: Snapshot, needed: ReadonlySet<FactPart>): string[] {
  const parts = Object.entries(snapshot.inspection).filter(
    ([part]) => part === 'unread' || needed.has(part as FactPart),
  );
  const previous = needed.has('previous') ? snapshot.previous : null;
  return documentsOf({ ...snapshot, previous, inspection: Object.fromEntries(parts) });
}

/** Bytes of the documents of one image, packed: they are in memory together. */
const batchLimit = 256 * 2 ** 20;

async function readDocuments(
  scope: Scope,
  { digest, wanted, shared }: { digest: string; wanted: readonly string[]; shared: ReadonlySet<string> },
): Promise<PackedDocument[]> {
  const documents: PackedDocument[] = [];
  let bytes = 0;
  for (let at = 0; at < wanted.length; at += documentsAtOnce) {
    const rows = await scope
      .select('snapshot')
      .where('snapshot.sha256', 'in', wanted.slice(at, at + documentsAtOnce))
      .select(['snapshot.sha256', 'snapshot.size', 'snapshot.body'])
      .execute();
    for (const { sha256, size, body } of rows) {
      bytes += body.length;
      documents.push({ sha256, size: Number(size), body, shared: shared.has(sha256) });
    }
    if (bytes > batchLimit) throw backtestErrors.TOO_LARGE({ digest, limit: batchLimit });
  }
  return documents;
}

/** Documents that are read at a time. */
const documentsAtOnce = 100;
