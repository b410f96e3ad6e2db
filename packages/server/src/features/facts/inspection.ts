import { type FactPart, type Inspection, type InspectionPart, inspectionParts, sha256OfText } from '@gantry/core';
import type { Scope } from '../../kernel/db/index.ts';
import type { DocumentKind, Images } from '../images/ports.ts';

/** Under which kind of document each part of an inspection is kept. */
export const inspectionDocuments: Readonly<Record<InspectionPart | 'unread', DocumentKind>> = {
  files: 'inspection_files',
  contentSearch: 'inspection_content_search',
  secretSearch: 'inspection_secret_search',
  retrievedFiles: 'inspection_retrieved_files',
  verification: 'inspection_verification',
  hardening: 'inspection_hardening',
  malware: 'inspection_malware',
  unread: 'inspection_unread',
};

/** An inspection of which nothing was collected. */
const nothing: Inspection = {
  files: null,
  contentSearch: null,
  secretSearch: null,
  retrievedFiles: null,
  verification: null,
  hardening: null,
  malware: null,
  unread: [],
};

/** The digest of the needed parts: one look at the list of documents, none at their content. */
export async function digestOfInspection(
  images: Pick<Images, 'documents'>,
  scope: Scope,
  { digest, needed }: { readonly digest: string; readonly needed: ReadonlySet<FactPart> },
): Promise<string> {
  const wanted = wantedParts(needed);
  if (wanted.length === 0) return 'none';
  const stored = await images.documents(scope, digest);
  const found = wanted.flatMap((part) => {
    const sha256 = stored.get(inspectionDocuments[part]);
    return sha256 === undefined ? [] : [`${part} ${sha256}`];
  });
  return found.length === 0 ? 'none' : sha256OfText(found.join('\n'));
}

/** Reads the needed parts; null when none was collected. */
export async function readInspection(
  images: Pick<Images, 'document'>,
  scope: Scope,
  { digest, needed }: { readonly digest: string; readonly needed: ReadonlySet<FactPart> },
): Promise<Inspection | null> {
  const read: Record<string, unknown> = {};
  for (const part of wantedParts(needed)) {
    const bytes = await images.document(scope, digest, inspectionDocuments[part]);
    // What is stored is what an analysis wrote.
    if (bytes !== null) read[part] = JSON.parse(Buffer.from(bytes).toString('utf8'));
  }
  return Object.keys(read).length === 0 ? null : { ...nothing, ...read };
}

function wantedParts(needed: ReadonlySet<FactPart>): (InspectionPart | 'unread')[] {
  const parts = inspectionParts.filter((part) => needed.has(part));
  return parts.length === 0 ? [] : [...parts, 'unread'];
}
