import type { Framework, PolicyPack } from '../../model/types.ts';
import { buildPack } from '../_shared/pack.ts';
import { unknownLicense } from '../_shared/packages.ts';
import { check } from '../_shared/rule.ts';
import { sbomElement, sbomGraph } from '../_shared/sbom.ts';
import { type MinimumList, rowsOf } from './controls.ts';
import { common, later } from './elements.ts';

const billEmpty = check({
  id: 'bill-empty',
  what: 'coverage.empty_bill',
  recommendation: 'The SBOM names no component at all. Make it where the packages and their lock files can be seen.',
});

const partsUnread = check({
  id: 'parts-unread',
  what: 'coverage.unread_files',
  recommendation: 'A part could not be read: say so in the SBOM, or make it from something that can be read.',
});

const elementsOf = { 'ntia-2021': common, 'cisa-2026': { ...common, ...later } } as const;

function packOf(profile: MinimumList, parts: { name: string; title: string; framework: Framework }): PolicyPack {
  const rules = Object.entries(elementsOf[profile]).map(([id, [elements, recommendation]]) =>
    sbomElement(profile, { id, elements, recommendation })('WARN'),
  );
  rules.push(sbomGraph('WARN'), billEmpty('STOP'), partsUnread('WARN'));
  if (profile === 'cisa-2026') rules.push(unknownLicense('WARN'));
  return buildPack({
    ...parts,
    about: 'Looks for the fields that the list of minimum elements asks for, on the document and on its components.',
    rows: rowsOf(profile),
    sections: [{ id: 'elements', name: 'Minimum elements', rules }],
  });
}

/** The list of 2026. */
export const sbomMinimum = packOf('cisa-2026', {
  name: 'sbom-minimum',
  title: 'Minimum elements of an SBOM, CISA 2026',
  framework: {
    id: 'SBOM-CISA-2026',
    title: 'CISA 2026 Minimum Elements for an SBOM',
    version: '2.1 (2026-07-29)',
    source: 'https://www.cisa.gov/sbom',
    lastVerified: '2026-11-21',
    notice:
      'It replaced the list of 2021; the text of August 2025 stayed a draft. An SPDX 2 document cannot hold all of it. The SB numbers are of this pack.',
  },
});

/** The list of 2021, for contracts that still cite it. */
export const sbomMinimumNtia = packOf('ntia-2021', {
  name: 'sbom-minimum-ntia-2021',
  title: 'Minimum elements of an SBOM, NTIA 2021',
  framework: {
    id: 'SBOM-NTIA-2021',
    title: 'NTIA Minimum Elements for a Software Bill of Materials',
    version: '2021-07-12',
    source: 'https://www.ntia.gov/report/2021/minimum-elements-software-bill-materials-sbom',
    lastVerified: '2026-11-21',
    notice:
      'Replaced by the list of CISA of 29 July 2026; use it only where a contract cites it. The SB numbers are of this pack.',
  },
});
