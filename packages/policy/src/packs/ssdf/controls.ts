import { coverageIds } from '../_shared/coverage.ts';
import type { ControlRow } from '../_shared/pack.ts';

/** Tasks for which an image is evidence. */
export const rows: readonly ControlRow[] = [
  {
    of: { 'PO.3.3': 'Tools leave evidence of what they did' },
    automation: 'evidence',
    needs: ['trusted-attestation'],
    manual: 'Keep signed provenance and SBOMs.',
  },
  {
    of: { 'PO.5.1': 'Places where software is built are apart and protected' },
    automation: 'partly',
    needs: ['trusted-builder'],
    manual: 'Provenance names the builder: how it is protected, its operator has to show.',
  },
  {
    of: { 'PS.1.1': 'Code is protected from changes by others' },
    automation: 'no',
    manual: 'Look at the rights in the repository.',
  },
  {
    of: { 'PS.2.1': 'Whoever gets the software can check that it is whole' },
    automation: 'yes',
    rules: ['unsigned'],
    needs: ['trusted-signature'],
  },
  {
    of: { 'PS.3.1': 'Every release is kept' },
    automation: 'evidence',
    manual: 'Show the archive of digests, SBOMs and signatures.',
  },
  {
    of: { 'PS.3.2': 'Where components come from is kept' },
    automation: 'yes',
    rules: ['bill-empty', 'sbom-component-fields', 'sbom-graph'],
  },
  {
    of: { 'PW.4.1': 'Components are well secured' },
    automation: 'partly',
    rules: ['end-of-life-distro', 'end-of-life-package', 'eol-data-old', 'malicious-package', 'unknown-license'],
    needs: ['approved-base', 'approved-licenses'],
    manual: 'State by which criteria components are chosen.',
  },
  {
    of: { 'PW.4.4': 'Components are verified for as long as they are used' },
    automation: 'yes',
    rules: ['fixable-high', ...coverageIds],
  },
  {
    of: { 'PW.6.1': 'Compilers offer protection', 'PW.6.2': 'The protection is switched on' },
    automation: 'partly',
    rules: ['weak-binary'],
    manual: 'Look at the settings of languages without a linker.',
  },
  { of: { 'PW.8.2': 'What runs is tested' }, automation: 'evidence', manual: 'Attach the results of tests.' },
  {
    of: { 'PW.9.1': 'A safe set of settings is defined', 'PW.9.2': 'It is the default' },
    automation: 'partly',
    rules: ['runs-as-root', 'uid-zero', 'no-healthcheck', 'risky-port'],
    manual: 'Look at the settings of the program itself.',
  },
  {
    of: { 'RV.1.1': 'News of vulnerabilities are gathered', 'RV.1.2': 'Code is looked through for them' },
    automation: 'yes',
    rules: ['osv-data-old', 'kev-data-old', 'packages-not-compared'],
  },
  {
    of: { 'RV.1.3': 'There is a policy of disclosure' },
    automation: 'evidence',
    manual: 'Show the policy, and where reports go.',
  },
  {
    of: { 'RV.2.1': 'Every vulnerability is analyzed', 'RV.2.2': 'Answers are planned and done' },
    automation: 'partly',
    rules: ['open-cvss-7-0-over-30-days', 'open-cvss-4-0-over-90-days'],
    manual: 'Accept findings with a reason and an end. The days are choices of this pack.',
  },
  {
    of: {
      'RV.3.1': 'Root causes are found',
      'RV.3.2': 'Patterns among them are found',
      'RV.3.3': 'Similar ones are looked for',
      'RV.3.4': 'The process gets better',
    },
    automation: 'no',
    manual: 'It is a process.',
  },
];
