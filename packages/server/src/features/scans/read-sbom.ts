import { type Bill, isCodedError } from '@gantry/core';
import { createBill } from '@gantry/sbom';
import { scansErrors } from './errors.ts';

/** More packages than this take too long for a person who waits. */
const mostPackages = 50_000;

/** What the native document may leave out on this wire, and its readers want. */
const nativeFrame = { schema: { version: '16.0.0', url: '' }, descriptor: { name: 'unknown', version: '' } };

/** The bill of a document that came in a request. Codes of SCANS. */
export async function readSbom(document: Readonly<Record<string, unknown>>, toolVersion: string): Promise<Bill> {
  const framed = Array.isArray(document['artifacts']) ? { ...nativeFrame, ...document } : document;
  try {
    const opened = { kind: 'document', target: 'request', document: framed, close: async () => undefined } as const;
    const bill = await createBill(opened, { toolVersion });
    const { length } = bill.packages;
    if (length > mostPackages) throw scansErrors.SBOM_TOO_LARGE({ packages: length, limit: mostPackages });
    return bill;
  } catch (error) {
    if (!isCodedError(error) || error.kind === 'bug' || error.code.startsWith('SCANS_')) throw error;
    throw scansErrors.SBOM_UNREADABLE({ because: error.message }, { cause: error });
  }
}
