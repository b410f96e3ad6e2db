import { coverageIds } from '../_shared/coverage.ts';
import type { ControlRow } from '../_shared/pack.ts';

const signed = { rules: ['unsigned'], needs: ['trusted-signature'] } as const;
const publish = 'Publish it, and keep where it is found with the release.';

/** Essential requirements of Annex I, and two articles. */
export const rows: readonly ControlRow[] = [
  {
    of: { 'I.I.2.a': 'It is put on the market without known exploitable vulnerabilities' },
    automation: 'partly',
    rules: ['known-exploited', 'fixable-high', 'unfixable-high', ...coverageIds],
    manual: 'Whether it can be exploited in the product is for people to say: publish a VEX document with reasons.',
  },
  {
    of: { 'I.I.2.b': 'It is secure as it comes' },
    automation: 'partly',
    rules: ['runs-as-root', 'uid-zero', 'empty-password', 'remote-service-package'],
    manual: 'Look at the settings of the program itself.',
  },
  {
    of: { 'I.I.2.c': 'It can be updated' },
    automation: 'partly',
    rules: ['end-of-life-distro', 'end-of-life-package', 'eol-data-old', 'floating-base'],
    manual: 'Show how updates reach users.',
  },
  {
    of: { 'I.I.2.d': 'It is protected from access by others', 'I.I.2.e': 'Data is confidential' },
    automation: 'partly',
    rules: ['secret-in-file', 'secret-in-layer', 'ssh-host-key'],
    manual: 'Login and encryption of the product are design.',
  },
  {
    of: { 'I.I.2.f': 'Data and programs are whole' },
    automation: 'partly',
    rules: ['unsigned', 'changed-package-file'],
    needs: ['trusted-signature'],
    manual: 'What changes while it runs is design.',
  },
  {
    of: { 'I.I.2.h': 'It stays available' },
    automation: 'partly',
    rules: ['no-healthcheck'],
    manual: 'Behaviour under attack is design.',
  },
  {
    of: { 'I.I.2.j': 'It offers little to attack' },
    automation: 'partly',
    rules: ['risky-port', 'development-tool'],
    needs: ['approved-ports', 'size-budget'],
    manual: 'Look at its interfaces.',
  },
  {
    of: { 'I.I.2.k': 'An incident does little harm' },
    automation: 'partly',
    rules: ['privileged-executable'],
    needs: ['workload'],
    manual: 'See that it runs with a read-only root and without capabilities.',
  },
  {
    of: {
      'I.I.2.g': 'It takes only the data that it needs',
      'I.I.2.i': 'It does no harm to other services',
      'I.I.2.l': 'It records what concerns security',
      'I.I.2.m': 'Data can be erased for good',
    },
    automation: 'no',
    manual: 'It is design.',
  },
  {
    of: { 'I.II.1': 'Its components are documented in an SBOM' },
    automation: 'yes',
    rules: ['bill-empty', 'sbom-fields-cra'],
  },
  {
    of: { 'I.II.2': 'Vulnerabilities are fixed without delay' },
    automation: 'yes',
    rules: ['fix-for-low-over-30-days', 'fix-for-high-over-14-days'],
    manual: 'The regulation gives no days: 30 and 14 are choices of this pack.',
  },
  {
    of: { 'I.II.3': 'It is tested and reviewed again and again' },
    automation: 'evidence',
    manual: 'Keep the verdicts of every release.',
  },
  {
    of: {
      'I.II.4': 'Fixed vulnerabilities are disclosed',
      'I.II.5': 'There is a policy of coordinated disclosure',
      'I.II.6': 'There is an address for reports',
    },
    automation: 'evidence',
    manual: publish,
  },
  {
    of: { 'I.II.7': 'Updates are distributed securely', 'I.II.8': 'Updates are free and come at once' },
    automation: 'partly',
    ...signed,
    manual: 'Show the advisories that came with updates.',
  },
  {
    of: { 'Art.13.8': 'It is supported for as long as it is used' },
    automation: 'evidence',
    rules: ['end-of-life-distro', 'end-of-life-package'],
    manual: 'Declare until when: as a rule for five years or more.',
  },
  {
    of: { 'Art.14': 'Exploited vulnerabilities and incidents are reported' },
    automation: 'evidence',
    rules: ['known-exploited'],
    manual:
      'An entry for a released product starts the times: 24 hours, 72 hours, 14 days after a fix. In force since 11 September 2026.',
  },
];
