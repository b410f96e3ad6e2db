import type { AnalysisStatus, Row, Scope } from '../../kernel/db/index.ts';
import { withStep } from '../_shared/analysis-history.ts';
import type { TagName } from './names.ts';
import { putTag } from './tag-store.ts';

/** What is known of an image when it is added. */
export interface ImageFacts {
  readonly digest: string;
  readonly parentDigest: string;
  /** Hex; empty while nobody has said it. */
  readonly imageId: string;
  readonly origin: 'registry' | 'import';
  /** `registry/repository` to pull it from. */
  readonly repository?: string;
  readonly arch?: string;
  /** Bytes as stored. */
  readonly size?: number;
  readonly layerCount?: number;
}

/** An image to be put into the catalogue. */
export interface Addition {
  readonly facts: ImageFacts;
  readonly tags: readonly TagName[];
  readonly annotations: Readonly<Record<string, string | null>>;
  readonly dockerfile?: string;
  /** When the tags came to name it; default now. */
  readonly detectedAt?: Date;
  /** Analyze it again even though that was done. */
  readonly force: boolean;
  readonly now: Date;
  /** Names this process in the history. */
  readonly hostId: string;
}

/** The image, and whether it waits for an analysis. */
export interface Added {
  readonly image: Row<'image'>;
  readonly analyze: boolean;
}

/** Adds an image or brings it up to date, with its tags. Runs in a transaction of the caller. */
export async function putImage(scope: Scope, addition: Addition): Promise<Added> {
  const { digest } = addition.facts;
  await scope.delete('image').where('digest', '=', digest).where('status', '=', 'deleting').execute();
  const inserted = await insertImage(scope, addition);
  const added = inserted === undefined ? await updateImage(scope, addition) : { image: inserted, analyze: true };
  for (const tag of addition.tags) await putTag(scope, { digest, tag, ...timesOf(addition) });
  return added;
}

function timesOf({ detectedAt, now }: Addition): { readonly now: Date; readonly detectedAt?: Date } {
  return detectedAt === undefined ? { now } : { now, detectedAt };
}

function insertImage(scope: Scope, addition: Addition): Promise<Row<'image'> | undefined> {
  const { facts, now, detectedAt } = addition;
  return scope
    .insert('image', {
      digest: facts.digest,
      parent_digest: facts.parentDigest,
      image_id: facts.imageId,
      status: 'active',
      analysis_status: 'not_analyzed',
      analysis_history: '[]',
      annotations: JSON.stringify(mergedAnnotations({}, addition.annotations)),
      created_at: detectedAt ?? now,
      last_updated: now,
      arch: facts.arch ?? null,
      size: facts.size ?? null,
      layer_count: facts.layerCount ?? null,
      ...dockerfileColumns(addition),
      origin: facts.origin,
      repository: facts.repository ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst() as Promise<Row<'image'> | undefined>;
}

async function updateImage(scope: Scope, addition: Addition): Promise<Added> {
  const { facts, now } = addition;
  const known = (await scope
    .select('image')
    .where('digest', '=', facts.digest)
    .selectAll()
    .forUpdate()
    .executeTakeFirstOrThrow()) as Row<'image'>;
  const again = isDue(known.analysis_status, addition.force);
  const image = (await scope
    .update('image')
    .set({
      annotations: JSON.stringify(mergedAnnotations(known.annotations, addition.annotations)),
      last_updated: now,
      ...dockerfileColumns(addition),
      // An image that is found behind an index, too, is looked for by the digest of that.
      ...(facts.parentDigest === facts.digest ? {} : { parent_digest: facts.parentDigest }),
      ...(facts.repository === undefined ? {} : { repository: facts.repository }),
      ...(again ? analysisColumns(known, addition) : {}),
    })
    .where('digest', '=', facts.digest)
    .returningAll()
    .executeTakeFirstOrThrow()) as Row<'image'>;
  return { image, analyze: again || known.analysis_status === 'not_analyzed' };
}

/** Who adds a failed image again wants another try; one that is being read need not be started anew. */
function isDue(state: AnalysisStatus, force: boolean): boolean {
  return state === 'analysis_failed' || (force && state === 'analyzed');
}

function analysisColumns(known: Row<'image'>, { facts, now, hostId }: Addition) {
  return {
    analysis_status: 'not_analyzed',
    analysis_error: null,
    analysis_history: JSON.stringify(withStep(known, { to: 'not_analyzed', at: now, hostId })),
    origin: facts.origin,
    ...(facts.imageId === '' ? {} : { image_id: facts.imageId }),
  } as const;
}

function dockerfileColumns({ dockerfile }: Addition): { dockerfile?: string; dockerfile_mode?: 'Actual' } {
  return dockerfile === undefined ? {} : { dockerfile, dockerfile_mode: 'Actual' };
}

function mergedAnnotations(
  known: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string | null>>,
): Readonly<Record<string, string>> {
  const merged = new Map(Object.entries(known));
  for (const [name, value] of Object.entries(given)) {
    if (value === null) merged.delete(name);
    else merged.set(name, value);
  }
  return Object.fromEntries(merged);
}
