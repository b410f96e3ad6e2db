import type { Bill } from '@gantry/core';
import { sbomErrors } from './errors.ts';
import type { OpenedDocument } from './sources/_shared/source.ts';

/**
 * The bill that a document states. Fails with SBOM_DOCUMENT_UNKNOWN when no format recognises it. Formats are loaded only here:
 * who scans an image does not wait for their libraries.
 */
export async function decodeDocument(opened: OpenedDocument): Promise<Bill> {
  const { formats } = await import('./formats/registry.ts');
  const format = formats.find(
    ({ recognises, decode }) => decode !== undefined && recognises?.(opened.document) === true,
  );
  if (format?.decode === undefined) throw sbomErrors.DOCUMENT_UNKNOWN({ target: opened.target });
  return format.decode(opened.document, opened.target);
}
