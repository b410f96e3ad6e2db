import { buildPack, type ControlRow } from '../_shared/pack.ts';
import { noStigResult, stigResultOld, unsigned } from '../_shared/supply.ts';

const rows: readonly ControlRow[] = [
  { of: { 'SE-1': 'A result is stored with the image' }, automation: 'yes', rules: ['no-stig-result'] },
  { of: { 'SE-2': 'The newest result is no older than 30 days' }, automation: 'yes', rules: ['stig-result-old'] },
  {
    of: { 'SE-3': 'Open rules are fixed or accepted' },
    automation: 'evidence',
    manual: 'Read the result: its presence says nothing of what it found.',
  },
  {
    of: { 'SE-4': 'The profile is the one that fits the image' },
    automation: 'evidence',
    manual: 'Compare the profile of the result with the distribution and the software of the image.',
  },
  {
    of: { 'SE-5': 'The result is of this image and unchanged' },
    automation: 'partly',
    rules: ['unsigned'],
    needs: ['trusted-signature'],
    manual: 'Results are kept by the digest of the image; who made them is not signed.',
  },
];

/** Are there results of STIG checks, and are they fresh? */
export const stigEvidence = buildPack({
  name: 'stig-evidence',
  title: 'STIG evidence',
  about: 'Looks for stored results of STIG or SCAP checks (HDF, XCCDF) and their age; people read what is in them.',
  framework: {
    id: 'STIG-EVIDENCE',
    title: 'Records of STIG evaluations',
    version: '1',
    source: 'https://public.cyber.mil/stigs/',
    lastVerified: '2026-11-21',
    notice: 'The SE numbers are of this pack. A stored result is a record, not an approval.',
  },
  rows,
  sections: [
    {
      id: 'records',
      name: 'Records',
      imagesOnly: true,
      rules: [noStigResult('STOP'), stigResultOld('WARN'), unsigned('WARN')],
    },
  ],
});
