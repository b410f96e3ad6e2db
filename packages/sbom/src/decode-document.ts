import type { Bill } from '@gantry/core';
import { sbomErrors } from './errors.ts';
import { formats } from './formats/registry.ts';
import type { OpenedDocument } from './sources/_shared/source.ts';

/** The bill that a document states. Fails with SBOM_DOCUMENT_UNKNOWN when no format recognises it. */
export async function decodeDocument(opened: OpenedDocument): Promise<Bill> {
  const format = formats.find(
    ({ recognises, loadDecoder }) => loadDecoder !== undefined && recognises?.(opened.document) === true,
  );
  if (format?.loadDecoder === undefined) throw sbomErrors.DOCUMENT_UNKNOWN({ target: opened.target });
  const { decode } = await format.loadDecoder();
  return decode(opened.document, opened.target);
}
