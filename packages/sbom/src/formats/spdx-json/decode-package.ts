import type { License, Location, PackageDraft, PackageEvidence, Unread } from '@gantry/core';
import { listOf } from '@gantry/core/json';
import { readLicense } from '@gantry/core/license';
import { sbomErrors } from '../../errors.ts';
import { draftFromPurl } from '../_shared/draft-from-purl.ts';
import { asObject, asText, type Json } from '../_shared/json.ts';
import { unreadPart } from '../_shared/unread.ts';

/** An SPDX package as ours, or the reason why it is none. */
export function decodePackage(raw: Json, texts: ReadonlyMap<string, string>): PackageDraft | Unread {
  const name = asText(raw['name'], 1024);
  if (!name) {
    const error = sbomErrors.DOCUMENT_ENTRY({ because: 'a package has no name' });
    return unreadPart('spdx-json', asText(raw['SPDXID']) ?? '-', error);
  }
  const references = listOf(raw['externalRefs']).map(asObject);
  const locators = (type: string) =>
    references.filter((row) => row['referenceType'] === type).flatMap((row) => asText(row['referenceLocator']) ?? []);
  const seen = seenBy(asText(raw['sourceInfo'], 65536) ?? '');
  return draftFromPurl({
    name,
    group: undefined,
    version: asText(raw['versionInfo'], 1024) ?? null,
    purl: locators('purl')[0],
    kind: seen.kind,
    licenses: [
      ...decodeLicenses(raw['licenseDeclared'], 'declared', texts),
      ...decodeLicenses(raw['licenseConcluded'], 'concluded', texts),
    ],
    cpes: locators('cpe23Type'),
    locations: seen.locations,
    foundBy: seen.foundBy,
    evidence: seen.evidence,
    facts: { virtualPath: asText(raw['packageFileName']) },
    typeText: asText(raw['primaryPackagePurpose']) ?? '',
  });
}

/** Our own documents say in `sourceInfo` how, by what and where a package was found. */
function seenBy(text: string): { kind?: string; evidence: PackageEvidence; foundBy: string; locations: Location[] } {
  const parts = /^gantry:(\w{1,20}):(installed|binary|declared):([\w-]{1,100}): ([\s\S]*)$/.exec(text);
  if (!parts) return { evidence: 'installed', foundBy: 'spdx-json', locations: [] };
  const paths = (parts[4] ?? '').split(', ').filter((path) => path.startsWith('/'));
  return {
    kind: parts[1] ?? '',
    evidence: parts[2] as PackageEvidence,
    foundBy: parts[3] ?? '',
    locations: paths.map((path, index) => ({ path, role: index === 0 ? 'primary' : 'supporting' })),
  };
}

function decodeLicenses(value: unknown, type: License['type'], texts: ReadonlyMap<string, string>): License[] {
  const text = asText(value, 65536);
  if (!text || text === 'NOASSERTION' || text === 'NONE') return [];
  const parts = text.includes('LicenseRef-') && !text.includes('(') ? text.split(' AND ') : [text];
  return parts.map((part) => readLicense(texts.get(part) ?? part, type));
}
