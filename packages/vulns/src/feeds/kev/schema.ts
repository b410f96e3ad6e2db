import { isDict, listAt } from '../_shared/osv/read.ts';

/** The entries of the catalogue, not yet read; null when the text is no catalogue. */
export function readCatalogueShape(text: string): readonly unknown[] | null {
  try {
    const value = JSON.parse(text) as unknown;
    return isDict(value) && Array.isArray(value['vulnerabilities']) ? listAt(value, 'vulnerabilities') : null;
  } catch {
    return null;
  }
}
