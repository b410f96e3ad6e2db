import type { Bill } from '@gantry/core';
import { decodeDocument } from './decode-document.ts';
import type { CreateBillOptions } from './scan-bill.ts';
import type { Opened } from './sources/_shared/source.ts';

/**
 * Makes the bill of materials of what was opened; the caller closes that. Fails with the errors of `scanBill` and
 * `decodeDocument`. The catalogers load only when there is something to scan.
 */
export async function createBill(opened: Opened, options: CreateBillOptions): Promise<Bill> {
  if (opened.kind === 'document') return decodeDocument(opened);
  const { scanBill } = await import('./scan-bill.ts');
  return scanBill(opened, options);
}
