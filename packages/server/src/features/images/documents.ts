import type { Bill } from '@gantry/core';
import { unpackBytes } from '@gantry/io/gzip';
import type { Scope } from '../../kernel/db/index.ts';
import type { DocumentKind } from './ports.ts';

/** The plain bytes of a document, or null when the image has none of this kind. */
export async function readDocument(scope: Scope, digest: string, kind: DocumentKind): Promise<Uint8Array | null> {
  const row = await scope
    .select('document')
    .where('digest', '=', digest)
    .where('kind', '=', kind)
    .select(['body', 'size'])
    .executeTakeFirst();
  return row === undefined ? null : unpackBytes(row.body, Number(row.size));
}

/** Which documents an image has, with the digests of their bytes. */
export async function documentsOf(scope: Scope, digest: string): Promise<ReadonlyMap<DocumentKind, string>> {
  const rows = await scope.select('document').where('digest', '=', digest).select(['kind', 'sha256']).execute();
  return new Map(rows.map(({ kind, sha256 }) => [kind as DocumentKind, sha256]));
}

/** The bill among the documents of an image. */
export async function readBill(scope: Scope, digest: string): Promise<Bill | null> {
  const bytes = await readDocument(scope, digest, 'bill');
  return bytes === null ? null : (JSON.parse(Buffer.from(bytes).toString('utf8')) as Bill);
}
