import { randomUUID } from 'node:crypto';
import { packBytes } from '@gantry/io/gzip';
import { sha256Digest } from '@gantry/io/hash';
import { sql } from 'kysely';
import { inTransaction, type Row, type Scope } from '../../kernel/db/index.ts';
import { importErrors } from './errors.ts';
import type { ImportKind } from './ports.ts';

/** How long an operation waits for its end, in milliseconds. */
const lifetime = 7 * 24 * 3_600_000;

/** Parts of one operation: eight kinds, each sent a few times over. */
const maxParts = 64;

/** Bytes, packed, of the parts of an account that wait for their analysis: nobody fills the disk that all share. */
const maxHeld = 4 * 2 ** 30;

/** Begins an operation. */
export function createOperation(scope: Scope, now: Date): Promise<Row<'import_operation'>> {
  const expires = new Date(now.getTime() + lifetime);
  return scope
    .insert('import_operation', { id: randomUUID(), status: 'pending', created_at: now, expires_at: expires })
    .returningAll()
    .executeTakeFirstOrThrow() as Promise<Row<'import_operation'>>;
}

/** The operation of an id as it is now, or undefined. */
export async function findOperation(scope: Scope, id: string, now: Date): Promise<Row<'import_operation'> | undefined> {
  const row = (await scope.select('import_operation').where('id', '=', id).selectAll().executeTakeFirst()) as
    | Row<'import_operation'>
    | undefined;
  return row === undefined ? undefined : asOf(row, now);
}

/** Operations, newest first. */
export async function listOperations(scope: Scope, now: Date): Promise<readonly Row<'import_operation'>[]> {
  const rows = await scope.select('import_operation').selectAll().orderBy('created_at', 'desc').orderBy('id').execute();
  return (rows as Row<'import_operation'>[]).map((row) => asOf(row, now));
}

/** One that nobody ended in time has expired, whether the sweep came by or not. */
function asOf(row: Row<'import_operation'>, now: Date): Row<'import_operation'> {
  return row.status === 'pending' && row.expires_at <= now ? { ...row, status: 'expired' } : row;
}

/** The operation, locked, when it still takes parts. IMPORT_NOT_FOUND, IMPORT_CLOSED. */
export async function openOperation(scope: Scope, id: string, now: Date): Promise<Row<'import_operation'>> {
  const row = (await scope
    .select('import_operation')
    .where('id', '=', id)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()) as Row<'import_operation'> | undefined;
  if (row === undefined) throw importErrors.NOT_FOUND({ id: id.slice(0, 100), account: scope.account });
  const { status } = asOf(row, now);
  if (status !== 'pending') throw importErrors.CLOSED({ id, status });
  return row;
}

/** What an upload is kept as. */
export interface StoredPart {
  /** SHA-256 of the bytes as received. */
  readonly digest: string;
  readonly createdAt: Date;
}

/**
 * Keeps the bytes of a part; the same bytes again are the same part. IMPORT_NOT_FOUND, IMPORT_CLOSED, IMPORT_PARTS_TOO_MANY,
 * IMPORT_SPACE_FULL beyond `most` bytes of the account.
 */
export async function putPart(
  scope: Scope,
  operationId: string,
  part: { readonly kind: ImportKind; readonly bytes: Uint8Array; readonly now: Date; readonly most?: number },
): Promise<StoredPart> {
  const { kind, bytes, now, most = maxHeld } = part;
  const digest = sha256Digest(bytes);
  const body = await packBytes(bytes);
  return inTransaction(scope, async (within) => {
    await openOperation(within, operationId, now);
    const known = await within
      .select('import_content')
      .where('operation_id', '=', operationId)
      .select(['kind', 'digest', 'created_at'])
      .execute();
    const same = known.find((one) => one.kind === kind && one.digest === digest);
    if (same !== undefined) return { digest, createdAt: same.created_at };
    if (known.length >= maxParts) throw importErrors.PARTS_TOO_MANY({ id: operationId, limit: maxParts });
    await requireSpace(within, body.length, most);
    await within
      .insert('import_content', {
        operation_id: operationId,
        kind,
        digest,
        body,
        size: bytes.length,
        created_at: now,
      })
      .execute();
    return { digest, createdAt: now };
  });
}

async function requireSpace(scope: Scope, more: number, limit: number): Promise<void> {
  const { held } = await scope
    .select('import_content')
    .select(sql<string>`coalesce(sum(octet_length(body)), 0)::text`.as('held'))
    .executeTakeFirstOrThrow();
  if (Number(held) + more > limit) throw importErrors.SPACE_FULL({ account: scope.account, held: Number(held), limit });
}

/** Digests of the parts of a kind, oldest first. IMPORT_NOT_FOUND never: an unknown operation has none. */
export async function listParts(scope: Scope, operationId: string, kind: ImportKind): Promise<readonly string[]> {
  const rows = await scope
    .select('import_content')
    .where('operation_id', '=', operationId)
    .where('kind', '=', kind)
    .select('digest')
    .orderBy('created_at')
    .orderBy('digest')
    .execute();
  return rows.map(({ digest }) => digest);
}

/** Ends an operation before its time: its parts are dropped. IMPORT_NOT_FOUND. */
export function invalidate(scope: Scope, id: string, now: Date): Promise<Row<'import_operation'>> {
  return inTransaction(scope, async (within) => {
    const row = await findOperation(within, id, now);
    if (row === undefined) throw importErrors.NOT_FOUND({ id: id.slice(0, 100), account: scope.account });
    if (row.status !== 'pending') return row;
    await within.update('import_operation').set({ status: 'expired' }).where('id', '=', id).execute();
    await dropParts(within, [id]);
    return { ...row, status: 'expired' };
  });
}

/** Removes what was uploaded to operations. */
export async function dropParts(scope: Scope, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await scope.delete('import_content').where('operation_id', 'in', ids).execute();
}
