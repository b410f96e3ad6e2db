import type { Bill } from '@gantry/core';
import { decodeDocument } from './decode-document.ts';
import type { InspectionWish } from './inspecting/wish.ts';
import type { MalwareOptions } from './malware/scan-for-malware.ts';
import type { ReadArtifact } from './scan-bill.ts';
import type { CreateBillOptions } from './scan-work.ts';
import type { Opened } from './sources/_shared/source.ts';

/** What the caller hands in. */
export interface ReadArtifactOptions extends CreateBillOptions {
  /** What to look at besides packages; null or absent for nothing. */
  readonly inspect?: InspectionWish | null;
  /** Who scans for malware when `inspect` wishes for it; absent for nobody. */
  readonly malware?: MalwareOptions;
}

/**
 * Makes the bill of materials of what was opened; the caller closes that. Fails with the errors of `scanBill` and
 * `decodeDocument`. The catalogers load only when there is something to scan.
 */
export async function createBill(opened: Opened, options: CreateBillOptions): Promise<Bill> {
  return (await readArtifact(opened, options)).bill;
}

/** Like `createBill`, with an inspection of the files. Documents hold no files: their inspection is null. */
export async function readArtifact(opened: Opened, options: ReadArtifactOptions): Promise<ReadArtifact> {
  if (opened.kind === 'document') return { bill: await decodeDocument(opened), inspection: null };
  const { scanBill } = await import('./scan-bill.ts');
  const inspect = options.inspect ?? null;
  const { malware } = options;
  if (malware === undefined || inspect?.parts.has('malware') !== true) return scanBill(opened, options, inspect);
  const { withMalware } = await import('./with-malware.ts');
  return withMalware(opened, { ...options, malware }, (more) => scanBill(opened, { ...options, ...more }, inspect));
}
