import { randomUUID } from 'node:crypto';
import { packBytes, unpackBytes } from '@gantry/io/gzip';
import { sha256Digest } from '@gantry/io/hash';
import { readStigResults } from '@gantry/policy';
import { inTransaction, type Row, type Scope } from '../../kernel/db/index.ts';
import { stigErrors } from './errors.ts';

/** Evaluations of one image; more are refused. */
const mostEvaluations = 100;

/** Results as somebody sent them. */
export interface StigUpload {
  /** Null: the name that the document gives. */
  readonly profile: string | null;
  readonly text: string;
}

/** A row without the document. */
export type StigRow = Omit<Row<'stig_evaluation'>, 'body'>;

const columns = [
  'id',
  'account',
  'image_digest',
  'profile',
  'format',
  'uploaded_at',
  'evaluated_at',
  'results',
  'sha256',
  'size',
] as const;

/** Stores results. POLICY_NOT_STIG_RESULTS, STIG_TOO_MANY. */
export async function addEvaluation(
  scope: Scope,
  { digest, upload, now }: { digest: string; upload: StigUpload; now: Date },
): Promise<StigRow> {
  const made = await columnsOf(upload, now);
  return inTransaction(scope, async (within) => {
    // The image's row is the lock: two uploads at once cannot both take the last place.
    await within.select('image').where('image.digest', '=', digest).select('digest').forUpdate().execute();
    if ((await evaluationsOf(within, digest)).length >= mostEvaluations)
      throw stigErrors.TOO_MANY({ most: mostEvaluations });
    return within
      .insert('stig_evaluation', { id: randomUUID(), image_digest: digest, ...made })
      .returning(columns)
      .executeTakeFirstOrThrow();
  });
}

/** Replaces results under the same id. STIG_NOT_FOUND, POLICY_NOT_STIG_RESULTS. */
export async function replaceEvaluation(
  scope: Scope,
  { digest, id, upload, now }: { digest: string; id: string; upload: StigUpload; now: Date },
): Promise<StigRow> {
  await evaluationNamed(scope, digest, id);
  const row = await scope
    .update('stig_evaluation')
    .set(await columnsOf(upload, now))
    .where('stig_evaluation.image_digest', '=', digest)
    .where('stig_evaluation.id', '=', id)
    .returning(columns)
    .executeTakeFirst();
  if (row === undefined) throw stigErrors.NOT_FOUND({ digest, id });
  return row;
}

/** Deletes results. STIG_NOT_FOUND. */
export async function deleteEvaluation(scope: Scope, digest: string, id: string): Promise<void> {
  await evaluationNamed(scope, digest, id);
  await scope
    .delete('stig_evaluation')
    .where('stig_evaluation.image_digest', '=', digest)
    .where('stig_evaluation.id', '=', id)
    .execute();
}

/** The results of an image, newest first. */
export function evaluationsOf(scope: Scope, digest: string): Promise<StigRow[]> {
  return scope
    .select('stig_evaluation')
    .where('stig_evaluation.image_digest', '=', digest)
    .select(columns)
    .orderBy('uploaded_at', 'desc')
    .orderBy('id')
    .execute();
}

/** A document as it was sent. STIG_NOT_FOUND. */
export async function evaluationFile(
  scope: Scope,
  digest: string,
  id: string,
): Promise<{ readonly row: StigRow; readonly bytes: Uint8Array }> {
  const row = await evaluationNamed(scope, digest, id);
  return { row, bytes: await unpackBytes(row.body, Number(row.size)) };
}

async function evaluationNamed(scope: Scope, digest: string, id: string): Promise<Row<'stig_evaluation'>> {
  // The column takes UUIDs only: any other text is the name of nothing.
  const known = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
  const row = known
    ? await scope
        .select('stig_evaluation')
        .where('stig_evaluation.image_digest', '=', digest)
        .where('stig_evaluation.id', '=', id)
        .selectAll()
        .executeTakeFirst()
    : undefined;
  if (row === undefined) throw stigErrors.NOT_FOUND({ digest, id: id.slice(0, 100) });
  return row;
}

async function columnsOf({ profile, text }: StigUpload, now: Date) {
  const { format, profile: named, evaluatedAt, counts } = readStigResults(text, 'the uploaded file');
  const bytes = Buffer.from(text);
  return {
    profile: (profile ?? named).slice(0, 500),
    format,
    uploaded_at: now,
    evaluated_at: evaluatedAt,
    results: JSON.stringify(counts),
    sha256: sha256Digest(bytes),
    size: bytes.length,
    body: await packBytes(bytes),
  };
}
