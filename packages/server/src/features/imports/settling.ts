import { unpackBytesNow } from '@gantry/io/gzip';
import type { Scope } from '../../kernel/db/index.ts';
import { importErrors } from './errors.ts';
import type { ImportKind, ImportManifest, ImportPart, Imports } from './ports.ts';
import { dropParts, findOperation, openOperation } from './store.ts';

/** The named parts, and the Dockerfile among them. IMPORT_OPERATION_UNKNOWN, IMPORT_CLOSED, IMPORT_PART_MISSING. */
export async function checkParts(
  scope: Scope,
  { operationId, contents }: ImportManifest,
  now: Date,
): Promise<{ readonly dockerfile?: string }> {
  if ((await findOperation(scope, operationId, now)) === undefined)
    throw importErrors.OPERATION_UNKNOWN({ id: operationId.slice(0, 100), account: scope.account });
  await openOperation(scope, operationId, now);
  const rows = await scope
    .select('import_content')
    .where('operation_id', '=', operationId)
    .select(['kind', 'digest'])
    .execute();
  for (const [part, digest] of namedParts(contents)) {
    if (!rows.some((row) => row.kind === part && row.digest === digest))
      throw importErrors.PART_MISSING({ id: operationId, part, digest: digest.slice(0, 100) });
  }
  return contents.dockerfile === undefined
    ? {}
    : { dockerfile: await readText(scope, operationId, contents.dockerfile) };
}

function namedParts(contents: ImportManifest['contents']): readonly (readonly [string, string])[] {
  return Object.entries(contents).filter((entry): entry is [string, string] => entry[1] !== undefined);
}

async function readText(scope: Scope, operationId: string, digest: string): Promise<string> {
  const { body, size } = await scope
    .select('import_content')
    .where('operation_id', '=', operationId)
    .where('kind', '=', 'dockerfile')
    .where('digest', '=', digest)
    .select(['body', 'size'])
    .executeTakeFirstOrThrow();
  // At once: nothing but the database may be waited for here.
  return Buffer.from(unpackBytesNow(body, Number(size))).toString('utf8');
}

/** Hands the named parts to the analysis of the image; what an earlier upload for the same image left is dropped. */
export async function queueParts(scope: Scope, { operationId, digest, contents }: ImportManifest): Promise<void> {
  await supersede(scope, digest);
  await scope
    .update('import_operation')
    .set({ status: 'queued', image_digest: digest })
    .where('id', '=', operationId)
    .execute();
  const named = namedParts(contents);
  await scope
    .delete('import_content')
    .where('operation_id', '=', operationId)
    .where(({ not, or, and, eb }) =>
      not(or(named.map(([kind, part]) => and([eb('kind', '=', kind), eb('digest', '=', part)])))),
    )
    .execute();
}

async function supersede(scope: Scope, digest: string): Promise<void> {
  await dropParts(scope, await pendingOperations(scope, digest));
  await scope
    .update('import_operation')
    .set({ status: 'failed' })
    .where('image_digest', '=', digest)
    .where('status', 'in', waiting)
    .execute();
}

const waiting = ['queued', 'processing'] as const;

/** Operations whose parts wait for the analysis of an image or are being read. */
async function pendingOperations(scope: Scope, digest: string): Promise<readonly string[]> {
  const rows = await scope
    .select('import_operation')
    .where('image_digest', '=', digest)
    .where('status', 'in', waiting)
    .orderBy('created_at', 'desc')
    .select('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Ends an operation whose image needs no analysis. */
export async function discardParts(scope: Scope, operationId: string): Promise<void> {
  await scope.update('import_operation').set({ status: 'complete' }).where('id', '=', operationId).execute();
  await dropParts(scope, [operationId]);
}

/** The parts that wait for the analysis of an image, one in memory at a time. */
export async function* partsOf(scope: Scope, digest: string): AsyncGenerator<ImportPart> {
  const [id] = await pendingOperations(scope, digest);
  if (id === undefined) return;
  const kinds = await scope
    .select('import_content')
    .where('operation_id', '=', id)
    .select(['kind', 'digest'])
    .execute();
  for (const { kind, digest: part } of kinds) {
    const row = await scope
      .select('import_content')
      .where('operation_id', '=', id)
      .where('kind', '=', kind)
      .where('digest', '=', part)
      .select(['body', 'size'])
      .executeTakeFirst();
    if (row !== undefined) yield { kind: kind as ImportKind, body: row.body, size: Number(row.size) };
  }
}

/** Notes how far the analysis of an image is; parts of an analysis that is over are dropped. */
export const settle: Imports['settle'] = async (scope, digest, status) => {
  const ids = await pendingOperations(scope, digest);
  if (ids.length === 0) return;
  await scope.update('import_operation').set({ status }).where('id', 'in', ids).execute();
  if (status !== 'processing') await dropParts(scope, ids);
};
