import type { ControlRow } from '../_shared/pack.ts';

/** The lists of elements. */
export type SbomProfile = 'cisa-2026' | 'ntia-2021';

const process = 'It is how the author works: ask for the description of it.';

/** Elements of documents; those that only the later list has are left to people under the earlier one. */
export function rowsOf(profile: SbomProfile): readonly ControlRow[] {
  const fields = [`sbom-fields-${profile}`];
  const later = (row: Omit<ControlRow, 'automation'>): ControlRow =>
    profile === 'cisa-2026'
      ? { ...row, automation: 'yes' }
      : { of: row.of, automation: 'no', manual: 'The list of 2021 does not ask for it.' };
  return [
    { of: { 'SB-01': 'Who made the SBOM' }, automation: 'yes', rules: fields },
    later({ of: { 'SB-02': 'A signature of its author' }, needs: ['sbom-signature'] }),
    { of: { 'SB-03': 'A format that machines read and that is not given up' }, automation: 'yes', rules: fields },
    later({ of: { 'SB-04': 'When it was made: before, while or after building' }, rules: fields }),
    { of: { 'SB-05': 'Date and time' }, automation: 'yes', rules: fields },
    later({ of: { 'SB-06': 'The tool and its version' }, rules: fields }),
    later({ of: { 'SB-07': 'A version or serial number of its own' }, rules: fields }),
    { of: { 'SB-08': 'Who makes each component, or that it is not known' }, automation: 'yes', rules: fields },
    { of: { 'SB-09': 'Name and version of each component' }, automation: 'yes', rules: [...fields, 'bill-empty'] },
    { of: { 'SB-10': 'Identifiers: package URL or CPE' }, automation: 'yes', rules: fields },
    later({ of: { 'SB-11': 'A hash of each component, and its algorithm' }, rules: fields }),
    later({ of: { 'SB-12': 'The license of each component' }, rules: [...fields, 'unknown-license'] }),
    {
      of: { 'SB-13': 'What depends on what' },
      automation: 'partly',
      rules: ['sbom-graph'],
      manual: 'Nobody can see from a graph what it lacks.',
    },
    { of: { 'SB-14': 'What is not known is said to be so' }, automation: 'yes', rules: [...fields, 'parts-unread'] },
    { of: { 'SB-15': 'Every build has its own SBOM' }, automation: 'yes', rules: ['bill-empty'] },
    {
      of: { 'SB-16': 'It is updated, distributed and kept from those it is not for' },
      automation: 'no',
      manual: process,
    },
  ];
}
