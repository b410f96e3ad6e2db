import type { Client } from '@gantry/contract/client';
import type { ImportContentDigests } from '@gantry/contract/images';
import {
  type ImageImportContentSearch,
  importContentSearches,
  importFileContents,
  importSecretSearches,
} from '@gantry/contract/imports';
import type { ContentSearch, Inspection, RetrievedFiles } from '@gantry/core';

type Digests = Pick<ImportContentDigests, 'secret_searches' | 'content_searches' | 'file_contents'>;

/** Uploads what was looked for in files. The wire knows visible files only; a secret is told by its place, never by its text. */
export async function uploadInspection(
  client: Client,
  operation_id: string,
  { secretSearch, contentSearch, retrievedFiles }: Inspection,
): Promise<Digests> {
  const params = { operation_id };
  const secrets = secretSearch && (await client.call(importSecretSearches, { params, body: searches(secretSearch) }));
  const contents =
    contentSearch && (await client.call(importContentSearches, { params, body: searches(contentSearch) }));
  const files = retrievedFiles && (await client.call(importFileContents, { params, body: filesOf(retrievedFiles) }));
  return {
    ...(secrets?.digest === undefined ? {} : { secret_searches: secrets.digest }),
    ...(contents?.digest === undefined ? {} : { content_searches: contents.digest }),
    ...(files?.digest === undefined ? {} : { file_contents: files.digest }),
  };
}

/** Hits of one file together. */
function searches({ hits }: ContentSearch): ImageImportContentSearch[] {
  const files = new Map<string, ImageImportContentSearch>();
  for (const { path, layer, pattern, line, offset, length, visible } of hits) {
    if (!visible) continue;
    const location = layer === undefined ? { path } : { path, layerID: layer };
    const file = files.get(path) ?? { location, content_searches: [] };
    const hit = { classification: pattern, line_number: line, line_offset: 0, seek_position: offset, length };
    files.set(path, { ...file, content_searches: [...file.content_searches, hit] });
  }
  return [...files.values()];
}

function filesOf({ files }: RetrievedFiles) {
  return files.map(({ path, layer, content }) => ({
    location: layer === undefined ? { path } : { path, layerID: layer },
    contents: content,
  }));
}
