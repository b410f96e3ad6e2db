import type { FileIndex, MalwareScan } from '@gantry/core';
import { type AdvisoryStore, listMaliciousFiles } from '@gantry/vulns';
import { createBreaks } from './breaks.ts';
import type { ListedFiles } from './ports.ts';

/** Files that are looked up at one go. */
const portion = 2_000;

/** What `listMaliciousFiles` says, without keeping the event loop from others. */
export async function listedFilesOf({ entries }: FileIndex, store: AdvisoryStore): Promise<ListedFiles> {
  const pause = createBreaks();
  let whole = listMaliciousFiles({ entries: entries.slice(0, portion) }, store);
  for (let at = portion; whole !== null && at < entries.length; at += portion) {
    await pause();
    whole = join(whole, listMaliciousFiles({ entries: entries.slice(at, at + portion) }, store));
  }
  return { advisories: store.facts().digest, scan: whole };
}

function join(whole: MalwareScan, part: MalwareScan | null): MalwareScan {
  if (part === null) return whole;
  return {
    ...whole,
    findings: [...whole.findings, ...part.findings],
    scanned: whole.scanned + part.scanned,
    skipped: [...whole.skipped, ...part.skipped],
  };
}
