import type { ControlRow } from '../_shared/pack.ts';
import type { SbomProfile } from '../_shared/sbom.ts';

/** The lists that have packs. */
export type MinimumList = Exclude<SbomProfile, 'cra'>;

/** Elements of documents; those that only the later list has are left to people under the earlier one. */
export function rowsOf(profile: MinimumList): readonly ControlRow[] {
  const later = (row: Omit<ControlRow, 'automation'>): ControlRow =>
    profile === 'cisa-2026'
      ? { ...row, automation: 'yes' }
      : { of: row.of, automation: 'no', manual: 'The list of 2021 does not ask for it as a field.' };
  return [
    { of: { 'SB-01': 'Who made the SBOM' }, automation: 'yes', rules: ['sbom-author'] },
    later({ of: { 'SB-02': 'A signature of its author' }, rules: ['sbom-signature'], needs: ['sbom-signer'] }),
    later({ of: { 'SB-03': 'A format that machines read and that is not given up' }, rules: ['sbom-format'] }),
    later({ of: { 'SB-04': 'When it was made: before, while or after building' }, rules: ['sbom-context'] }),
    { of: { 'SB-05': 'Date and time' }, automation: 'yes', rules: ['sbom-timestamp'] },
    later({ of: { 'SB-06': 'The tool and its version' }, rules: ['sbom-tool'] }),
    later({ of: { 'SB-07': 'A version or serial number of its own' }, rules: ['sbom-serial'] }),
    {
      of: { 'SB-08': 'Who makes each component, or that it is not known' },
      automation: 'yes',
      rules: ['sbom-supplier'],
    },
    {
      of: { 'SB-09': 'Name and version of each component' },
      automation: 'yes',
      rules: ['sbom-name-and-version', 'bill-empty'],
    },
    { of: { 'SB-10': 'Identifiers: package URL or CPE' }, automation: 'yes', rules: ['sbom-identifier'] },
    later({ of: { 'SB-11': 'A hash of each component, and its algorithm' }, rules: ['sbom-hash'] }),
    later({ of: { 'SB-12': 'The license of each component' }, rules: ['sbom-license', 'unknown-license'] }),
    {
      of: { 'SB-13': 'What depends on what' },
      automation: 'partly',
      rules: ['sbom-dependencies', 'sbom-graph'],
      manual: 'Nobody can see from a graph what it lacks.',
    },
    {
      of: { 'SB-14': 'What is not known, or held back, is said to be so' },
      automation: 'partly',
      rules: ['parts-unread'],
      manual: 'See that gaps are marked, and that "not known" and "held back" are told apart.',
    },
    { of: { 'SB-15': 'Every build has its own SBOM' }, automation: 'yes', rules: ['bill-empty'] },
    {
      of: { 'SB-16': 'It is updated, distributed and kept from those it is not for' },
      automation: 'no',
      manual: 'It is how the author works: ask for the description of it.',
    },
  ];
}
