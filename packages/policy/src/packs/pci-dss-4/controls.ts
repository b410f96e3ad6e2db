import { coverageIds } from '../_shared/coverage.ts';
import type { ControlRow } from '../_shared/pack.ts';

const malware = ['malware-not-scanned', 'malware-found', 'malware-signatures-old', 'malicious-package'];

/** Requirements that an image says something about. */
export const rows: readonly ControlRow[] = [
  {
    of: { '2.2.1': 'Systems are set up by a standard' },
    automation: 'partly',
    rules: ['no-healthcheck', 'remote-add', 'local-add', 'verification-off', 'download-into-shell', 'setuid-file'],
    manual: 'State which standard holds, and record deviations.',
  },
  {
    of: { '2.2.2': 'Default accounts of vendors are handled' },
    automation: 'partly',
    rules: ['empty-password', 'test-account'],
    manual: 'Look for accounts of the application itself.',
  },
  {
    of: { '2.2.4': 'Only needed services are there', '2.2.5': 'Insecure services are justified' },
    automation: 'partly',
    rules: ['remote-service-package', 'risky-port', 'development-tool'],
    manual: 'Justify in writing what stays.',
  },
  {
    of: { '2.2.6': 'Settings prevent misuse' },
    automation: 'partly',
    rules: ['runs-as-root', 'uid-zero', 'world-writable', 'privileged-executable'],
    manual: 'Look at the settings of the application.',
  },
  {
    of: { '5.2.2': 'Malware of all kinds is found', '5.3.2': 'Malware is looked for again and again' },
    automation: 'partly',
    rules: malware,
    manual: 'Show how often it is repeated.',
  },
  { of: { '6.3.1': 'Vulnerabilities are found and ranked' }, automation: 'yes', rules: coverageIds },
  {
    of: { '6.3.2': 'There is an inventory of own and third-party components' },
    automation: 'yes',
    rules: ['bill-empty', 'parts-unread', 'sbom-component-fields', 'sbom-graph'],
  },
  {
    of: { '6.3.3': 'Critical fixes are installed within a month of their release' },
    automation: 'yes',
    rules: ['fix-for-critical-over-30-days', 'fix-for-high-over-90-days'],
    manual: 'Your own ranking decides what is critical; the 90 days for high ones are a choice of this pack.',
  },
  {
    of: { '6.5.6': 'Test data and accounts are gone before production' },
    automation: 'partly',
    rules: ['test-account', 'test-data'],
    manual: 'Look into the data that the image brings.',
  },
  {
    of: { '8.3.2': 'Passwords cannot be read where they are stored' },
    automation: 'partly',
    rules: ['secret-in-file'],
    manual: 'Look at how the application stores passwords.',
  },
  {
    of: { '8.6.2': 'No password of an account is written into code or files' },
    automation: 'partly',
    rules: ['secret-in-file', 'secret-in-environment', 'secret-in-layer'],
    manual: 'Only known forms of secrets are found.',
  },
  {
    of: {
      '11.3.1': 'Scans inside happen every three months',
      '11.3.1.1': 'Lesser findings are handled by risk',
      '11.3.1.3': 'Scans follow every significant change',
    },
    automation: 'yes',
    rules: ['fixable-high', 'critical-open', 'osv-data-old'],
    manual: 'Keep the verdicts as a record of the dates.',
  },
  {
    of: { '11.3.1.2': 'Scans log in, to see everything' },
    automation: 'evidence',
    rules: ['parts-unread'],
    manual: 'The image was read as files: the report names what could not be read.',
  },
  {
    of: { '12.3.4': 'Technologies are reviewed every year' },
    automation: 'partly',
    rules: ['end-of-life-distro', 'end-of-life-package', 'eol-data-old'],
    manual: 'That support goes on is what the review asks about. Show that people look every year.',
  },
];
