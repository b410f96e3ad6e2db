import { coverageIds } from '../_shared/coverage.ts';
import type { ControlRow } from '../_shared/pack.ts';

const records = 'Keep the records that Gantry makes, and let an assessor read them.';
const signed = { rules: ['unsigned'], needs: ['trusted-signature'] } as const;
const secretRules = ['secret-in-file', 'secret-in-layer', 'secret-in-environment', 'credential-file'];

/** Families RA and SI. */
export const riskAndIntegrity: readonly ControlRow[] = [
  {
    of: { 'RA-5': 'Vulnerabilities are looked for, and fixed in time' },
    automation: 'yes',
    rules: [...coverageIds, 'open-cvss-7-0-over-30-days', 'open-cvss-4-0-over-90-days', 'open-cvss-0-1-over-180-days'],
    manual: 'The days are yours to set: the pack takes 30, 90 and 180.',
  },
  {
    of: { 'RA-5(2)': 'What is looked for is kept up to date' },
    automation: 'yes',
    rules: ['osv-data-old', 'kev-data-old'],
  },
  {
    of: { 'RA-5(3)': 'How much is covered, and how deeply' },
    automation: 'partly',
    rules: [
      'distro-data-missing',
      'language-data-missing',
      'distro-unknown',
      'parts-unread',
      'packages-not-compared',
      'unowned-executable',
    ],
    manual: 'State which parts of the system images are, and what looks at the others.',
  },
  {
    of: { 'RA-5(4)': 'Outsiders learn little from the image' },
    automation: 'partly',
    rules: ['credential-file', 'secret-in-file', 'version-control-folder'],
    manual: 'See what services tell about themselves when they run.',
  },
  {
    of: { 'RA-5(5)': 'Scans see everything' },
    automation: 'evidence',
    rules: ['parts-unread'],
    manual: 'The image was read as files rather than over the network: the report names what could not be read.',
  },
  {
    of: { 'RA-3(1)': 'Risks of the supply chain are assessed' },
    automation: 'evidence',
    rules: ['bill-empty', 'end-of-life-distro', 'end-of-life-package', 'unknown-license'],
    manual: records,
  },
  {
    of: { 'SI-2': 'Flaws are fixed' },
    automation: 'yes',
    rules: ['fix-for-low-over-30-days', 'osv-data-old', 'distro-data-missing', 'language-data-missing'],
    manual: 'The days are yours to set: the pack takes 30.',
  },
  { of: { 'SI-2(2)': 'The state of flaws is found out automatically' }, automation: 'yes', rules: coverageIds },
  {
    of: { 'SI-2(3)': 'The time until a flaw is fixed is measured' },
    automation: 'evidence',
    manual: 'The platform keeps when each finding was first seen and when it went: set your own benchmarks.',
  },
  {
    of: { 'SI-2(6)': 'Earlier versions are removed' },
    automation: 'partly',
    needs: ['registry-inventory'],
    manual: 'Look for older images of the same repository, and for libraries that are there twice.',
  },
  {
    of: { 'SI-3': 'Malicious code is kept out' },
    automation: 'partly',
    rules: ['malware-not-scanned', 'malware-found', 'malware-signatures-old', 'malicious-package'],
    manual: 'Protection while programs run is outside of the image.',
  },
  {
    of: { 'SI-5': 'Alerts and directives are acted on' },
    automation: 'partly',
    rules: ['known-exploited', 'past-due-bod-26-04', 'kev-data-old'],
    manual: 'Show how directives reach the people who act on them.',
  },
  {
    of: { 'SI-7': 'The integrity of software is verified', 'SI-7(1)': 'Integrity is checked again and again' },
    automation: 'partly',
    rules: ['unsigned', 'changed-package-file'],
    needs: ['trusted-signature'],
    manual: 'What changes while a container runs is outside of the image.',
  },
  {
    of: { 'SI-7(6)': 'Integrity rests on cryptography' },
    automation: 'partly',
    ...signed,
    manual: 'Whether the program that signs is a validated module cannot be seen from the signature.',
  },
  {
    of: { 'SI-7(15)': 'Code is authenticated before it is installed' },
    automation: 'partly',
    ...signed,
    manual: 'Show the rule of admission that verifies.',
  },
  {
    of: { 'SI-14': 'Components live short and start clean' },
    automation: 'partly',
    rules: ['old-image'],
    needs: ['workload'],
    manual: 'Show how often containers are replaced.',
  },
];

/** Families AC, IA, SA, SC and SR. */
export const accessAndSupply: readonly ControlRow[] = [
  {
    of: { 'AC-6': 'Programs have the least privilege' },
    automation: 'partly',
    rules: ['runs-as-root', 'uid-zero'],
    needs: ['workload'],
    manual: 'A pod may override the user of the image.',
  },
  {
    of: { 'AC-6(10)': 'Ordinary users cannot do what administrators do' },
    automation: 'partly',
    rules: ['privileged-executable', 'uses-sudo'],
    manual: 'Look at what the allowlisted programs let users do.',
  },
  {
    of: { 'IA-5': 'Passwords and keys are managed' },
    automation: 'partly',
    rules: ['empty-password', 'test-account', 'ssh-host-key'],
    manual: 'How they are issued and changed is a process.',
  },
  {
    of: { 'IA-5(7)': 'No password or key lies in the open' },
    automation: 'partly',
    rules: secretRules,
    manual: 'Only known forms of secrets are found.',
  },
  {
    of: { 'SA-10(1)': 'Whoever receives software can check that it is whole' },
    automation: 'partly',
    rules: ['unsigned'],
    needs: ['trusted-signature', 'trusted-attestation'],
    manual: 'Publish which keys or identities sign.',
  },
  {
    of: { 'SA-22': 'Nothing is in use that its makers gave up' },
    automation: 'yes',
    rules: ['end-of-life-distro', 'end-of-life-package', 'eol-data-old'],
  },
  {
    of: { 'SC-5': 'Overload does not bring the service down' },
    automation: 'partly',
    rules: ['no-healthcheck'],
    needs: ['workload'],
    manual: 'Limits of memory, CPU and connections are set where it runs.',
  },
  {
    of: { 'SC-8': 'What is transmitted is protected' },
    automation: 'no',
    manual: 'It is a property of the running system and of every client of the registry.',
  },
  {
    of: { 'SC-13': 'Cryptography is of the required kind' },
    automation: 'partly',
    needs: ['crypto-modules'],
    manual:
      'Match module and version with a certificate that is active; every FIPS 140-2 certificate is historical since 21 September 2026.',
  },
  { of: { 'SC-28': 'Stored data is protected' }, automation: 'no', manual: 'It is a property of the volumes.' },
  {
    of: { 'SC-39': 'Processes are kept apart' },
    automation: 'partly',
    needs: ['workload'],
    manual: 'Look for privileged pods and shared name spaces.',
  },
  { of: { 'SR-3': 'The supply chain has controls' }, automation: 'evidence', manual: records },
  {
    of: { 'SR-4': 'Provenance is kept', 'SR-4(3)': 'Components are validated as genuine' },
    automation: 'partly',
    needs: ['trusted-attestation', 'trusted-builder'],
    manual: 'Name the builders that you trust and how far.',
  },
  {
    of: { 'SR-10': 'Components are inspected', 'SR-11': 'Components are authentic' },
    automation: 'partly',
    rules: ['unsigned', 'malware-found', 'malware-not-scanned', 'malicious-package', 'unowned-executable'],
    needs: ['trusted-signature'],
    manual: 'Training and disposal are processes.',
  },
  {
    of: {
      'SA-15(13)': 'Logs have an agreed form',
      'SA-24': 'Systems are designed to withstand attacks',
      'SI-2(7)': 'The causes of flaws are found',
    },
    automation: 'no',
    manual: 'Added by release 5.2.0; they speak of design and process.',
  },
];
