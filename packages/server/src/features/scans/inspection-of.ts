import type { ScanRequest } from '@gantry/contract/scans';
import type { Inspection } from '@gantry/core';
import { retrievedOf, searchOf } from '../analyses/ports.ts';

/** What a client saw in the files of the image, as rules look at it; null when it looked at nothing. */
export function inspectionOf(body: ScanRequest): Inspection | null {
  const { secret_scan: secrets, content_search: contents, retrieved_files: files } = body;
  if (!(secrets ?? contents ?? files)) return null;
  return {
    files: null,
    verification: null,
    hardening: null,
    malware: null,
    contentSearch: contents === undefined ? null : searchOf(contents.findings),
    secretSearch: secrets === undefined ? null : searchOf(secrets.findings),
    retrievedFiles: files === undefined ? null : retrievedOf(files.findings),
    unread: [],
  };
}
