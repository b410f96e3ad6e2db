import { ImageImportContentSearchList, ImageImportFileContentList } from '@gantry/contract/imports';
import { by, type ContentSearch, type InspectionPart, type RetrievedFiles } from '@gantry/core';
import type { ImportKind } from '../imports/ports.ts';

/** Uploaded parts that stand in for an inspection: which part each is, and how it becomes facts. */
export const importedParts: Partial<
  Readonly<Record<ImportKind, { readonly part: InspectionPart; readonly read: (document: unknown) => unknown }>>
> = {
  content_searches: { part: 'contentSearch', read: searchOf },
  secret_searches: { part: 'secretSearch', read: searchOf },
  file_contents: { part: 'retrievedFiles', read: retrievedOf },
};

/** Uploads name their patterns and not the expressions; only what is visible was searched. */
export function searchOf(document: unknown): ContentSearch {
  const files = ImageImportContentSearchList.parse(document);
  const hits = files.flatMap(({ location, content_searches: found }) =>
    found.map((hit) => ({
      path: location.path,
      pattern: hit.classification,
      line: hit.line_number,
      offset: hit.seek_position,
      length: hit.length,
      visible: true,
    })),
  );
  const names = [...new Set(hits.map(({ pattern }) => pattern))].sort();
  const patterns = names.map((name) => ({ name, regex: '' }));
  return {
    patterns,
    hits: hits.sort(
      by(
        ({ path }) => path,
        ({ offset }) => offset,
      ),
    ),
    skipped: [],
    allLayers: false,
  };
}

/** An upload tells which files it holds, not which were asked for: those that it holds were. */
export function retrievedOf(document: unknown): RetrievedFiles {
  const files = ImageImportFileContentList.parse(document).map(({ location, contents }) => ({
    path: location.path,
    size: Buffer.byteLength(contents, 'base64'),
    content: contents,
  }));
  return { wanted: files.map(({ path }) => path).sort(), files: files.sort(by(({ path }) => path)), skipped: [] };
}
