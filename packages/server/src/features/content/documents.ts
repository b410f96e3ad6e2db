import type { FileContentSearchResult, FilesContent, RetrievedFile } from '@gantry/contract/content';
import { FilesContent as FilesContentSchema } from '@gantry/contract/content';
import { ImageImportContentSearchList, ImageImportFileContentList } from '@gantry/contract/imports';
import type { ContentSearch, MalwareScan, RetrievedFiles } from '@gantry/core';
import { z } from 'zod';
import type { Scope } from '../../kernel/db/index.ts';
import type { DocumentKind, Images } from '../images/ports.ts';
import { contentErrors } from './errors.ts';

/** Where documents come from. */
export type DocumentSource = Pick<Images, 'document'>;

/** A document that an image may have besides its bill, and what people call it. */
interface Part<T> {
  readonly kind: DocumentKind;
  readonly what: string;
  readonly schema: z.ZodType<T>;
}

const files: Part<FilesContent[]> = { kind: 'files', what: 'the files', schema: z.array(FilesContentSchema) };
const contentSearches = {
  kind: 'content_searches',
  what: 'content searches',
  schema: ImageImportContentSearchList,
} as const;
const secretSearches = { ...contentSearches, kind: 'secret_searches', what: 'secret searches' } as const;
const fileContents = {
  kind: 'file_contents',
  what: 'the contents of files',
  schema: ImageImportFileContentList,
} as const;

/** The file list of an image. CONTENT_NOT_COLLECTED. */
export function readFiles(source: DocumentSource, scope: Scope, digest: string): Promise<FilesContent[]> {
  return read(source, scope, { digest, part: files });
}

/** What a content search matched, by file. CONTENT_NOT_COLLECTED. */
export async function readContentSearches(
  source: DocumentSource,
  scope: Scope,
  digest: string,
): Promise<FileContentSearchResult[]> {
  const searched = await readSearch(source, scope, { digest, kind: 'inspection_content_search' });
  if (searched !== null) return searched;
  const found = await read(source, scope, { digest, part: contentSearches });
  return found.map(({ location, content_searches: hits }) => toSearchResult(location.path, hits));
}

/** What looks like a secret, by file. CONTENT_NOT_COLLECTED. */
export async function readSecretSearches(
  source: DocumentSource,
  scope: Scope,
  digest: string,
): Promise<FileContentSearchResult[]> {
  const searched = await readSearch(source, scope, { digest, kind: 'inspection_secret_search' });
  if (searched !== null) return searched;
  const found = await read(source, scope, { digest, part: secretSearches });
  return found.map(({ location, content_searches: hits }) => toSearchResult(location.path, hits));
}

/** Files that were kept whole. CONTENT_NOT_COLLECTED. */
export async function readRetrievedFiles(
  source: DocumentSource,
  scope: Scope,
  digest: string,
): Promise<RetrievedFile[]> {
  const kept = await inspected<RetrievedFiles>(source, scope, { digest, kind: 'inspection_retrieved_files' });
  if (kept !== null) return kept.files.map(({ path, content }) => ({ path, b64_content: content }));
  const found = await read(source, scope, { digest, part: fileContents });
  return found.map(({ location, contents }) => ({ path: location.path, b64_content: contents }));
}

/** What each scanner of malware said. Null when none ran. */
export function readMalware(source: DocumentSource, scope: Scope, digest: string): Promise<MalwareScan[] | null> {
  return inspected(source, scope, { digest, kind: 'inspection_malware' });
}

/** Documents that stand behind a type of content: it is listed when the image has one of them. */
export const collectedTypes: Readonly<Record<string, readonly DocumentKind[]>> = {
  content_search: ['inspection_content_search', 'content_searches'],
  files: ['files'],
  malware: ['inspection_malware'],
  retrieved_files: ['inspection_retrieved_files', 'file_contents'],
  secret_search: ['inspection_secret_search', 'secret_searches'],
};

/** A part of the inspection that an analysis wrote, or null. */
async function inspected<T>(
  source: DocumentSource,
  scope: Scope,
  { digest, kind }: { readonly digest: string; readonly kind: DocumentKind },
): Promise<T | null> {
  const bytes = await source.document(scope, digest, kind);
  return bytes === null ? null : (parsed(bytes, kind) as T);
}

async function readSearch(
  source: DocumentSource,
  scope: Scope,
  wanted: { readonly digest: string; readonly kind: DocumentKind },
): Promise<FileContentSearchResult[] | null> {
  const search = await inspected<ContentSearch>(source, scope, wanted);
  return search && toSearchResults(search);
}

/** Uploads do not tell the expression. */
function regexField(regex: string | undefined): { regex?: string } {
  return regex === undefined || regex === '' ? {} : { regex };
}

/** The hits by file and pattern. */
function toSearchResults({ hits, patterns }: ContentSearch): FileContentSearchResult[] {
  const files = new Map<string, Map<string, number[]>>();
  for (const { path, pattern, line } of hits) {
    const matches = files.get(path) ?? new Map<string, number[]>();
    matches.set(pattern, [...(matches.get(pattern) ?? []), line]);
    files.set(path, matches);
  }
  const regexOf = new Map(patterns.map(({ name, regex }) => [name, regex]));
  return [...files].map(([path, matches]) => ({
    path,
    matches: [...matches].map(([name, lines]) => ({ name, ...regexField(regexOf.get(name)), lines })),
  }));
}

async function read<T>(
  source: DocumentSource,
  scope: Scope,
  { digest, part }: { readonly digest: string; readonly part: Part<T> },
): Promise<T> {
  const bytes = await source.document(scope, digest, part.kind);
  if (bytes === null) throw contentErrors.NOT_COLLECTED({ what: part.what });
  const result = part.schema.safeParse(parsed(bytes, part.kind));
  if (result.success) return result.data;
  throw contentErrors.UNREADABLE({ kind: part.kind }, { cause: result.error });
}

function parsed(bytes: Uint8Array, kind: DocumentKind): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (cause) {
    throw contentErrors.UNREADABLE({ kind }, { cause });
  }
}

interface Hit {
  readonly classification: string;
  readonly line_number: number;
}

/** The lines of each pattern in one file. Expressions are the client's own: the document does not hold them. */
function toSearchResult(path: string, hits: readonly Hit[]): FileContentSearchResult {
  const lines = new Map<string, number[]>();
  for (const { classification, line_number: line } of hits)
    lines.set(classification, [...(lines.get(classification) ?? []), line]);
  return { path, matches: [...lines].map(([name, numbers]) => ({ name, lines: numbers })) };
}
