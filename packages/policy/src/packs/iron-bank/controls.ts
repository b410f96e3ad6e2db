import { coverageIds } from '../_shared/coverage.ts';
import type { ControlRow } from '../_shared/pack.ts';

const manifest =
  'Validate hardening_manifest.yaml with the schema of the pipeline: it is a file of the repository, not of the image.';

const build: readonly ControlRow[] = [
  {
    of: { 'IB-01': 'The base is an Iron Bank image' },
    automation: 'partly',
    rules: ['base-unknown'],
    needs: ['approved-base'],
    manual: 'Approve digests of registry1.dso.mil/ironbank only.',
  },
  {
    of: { 'IB-02': 'FROM is written with the arguments of the pipeline' },
    automation: 'partly',
    rules: ['iron-bank-from'],
    manual: 'Hand in the Dockerfile; stages that only build may be allowlisted.',
  },
  { of: { 'IB-03': 'The signature of the base is verified' }, automation: 'yes', needs: ['base-signature'] },
  {
    of: { 'IB-04': 'The hardening manifest is valid' },
    automation: 'partly',
    manual: `${manifest} Wanted are apiVersion, name, tags, args, labels and maintainers.`,
  },
  {
    of: { 'IB-05': 'Every external resource has a digest' },
    automation: 'partly',
    rules: ['network-in-build'],
    manual: `${manifest} Every resource needs sha256 or sha512.`,
  },
  {
    of: { 'IB-06': 'The required labels are on the image' },
    automation: 'yes',
    rules: ['label-title', 'label-description', 'label-licenses', 'label-vendor', 'label-version'],
  },
  {
    of: { 'IB-07': "Iron Bank's own labels have their form" },
    automation: 'yes',
    rules: ['label-image-type', 'label-keywords', 'label-product-name'],
  },
  {
    of: { 'IB-08': 'Somebody maintains it' },
    automation: 'partly',
    manual: `${manifest} At least one maintainer needs a name and an account.`,
  },
  { of: { 'IB-09': 'It does not run as root' }, automation: 'yes', rules: ['runs-as-root', 'uid-zero'] },
  {
    of: { 'IB-10': 'No file raises privileges, and none may be changed by all' },
    automation: 'yes',
    rules: ['privileged-executable', 'world-writable'],
  },
  {
    of: { 'IB-11': 'It holds no virus' },
    automation: 'partly',
    rules: ['malware-not-scanned', 'malware-found', 'malware-signatures-old', 'malicious-package'],
    manual: 'A scanner knows only what somebody has seen before.',
  },
  {
    of: { 'IB-12': 'Nothing is hidden from scanners' },
    automation: 'partly',
    rules: ['malware-not-scanned', 'parts-unread'],
    manual: 'Look for archives with a password.',
  },
  {
    of: { 'IB-13': 'It holds no secrets' },
    automation: 'partly',
    rules: ['secret-in-file', 'secret-in-layer', 'credential-file'],
    manual: 'The pipeline searches the repository: search there too.',
  },
  {
    of: { 'IB-14': 'Tools of developers and installers are gone' },
    automation: 'partly',
    rules: ['development-tool', 'leftover-installer'],
    manual: 'Look for tools under other names.',
  },
  {
    of: { 'IB-15': 'Software that is not needed is gone' },
    automation: 'partly',
    rules: ['remote-service-package'],
    manual: 'Only somebody who knows the program can say what it needs.',
  },
  {
    of: { 'IB-16': 'The build works without the internet' },
    automation: 'partly',
    rules: ['network-in-build', 'remote-add'],
    manual: 'The pipeline enforces it: look at its log.',
  },
  {
    of: { 'IB-17': 'A health check is declared' },
    automation: 'partly',
    rules: ['no-healthcheck'],
    manual: 'See that it tests the program.',
  },
  {
    of: { 'IB-18': 'Only needed ports above 1023 are exposed' },
    automation: 'partly',
    rules: ['privileged-port', 'risky-port'],
    needs: ['approved-ports'],
    manual: 'Compare with what listens.',
  },
];

const findings: readonly ControlRow[] = [
  {
    of: { 'IB-19': 'Findings are fixed or justified in time' },
    automation: 'yes',
    rules: ['past-due-iron-bank', ...coverageIds],
    manual: 'The days (15, 35, 180 and 360) are of second hand: confirm them with Platform One.',
  },
  {
    of: { 'IB-20': 'Few critical and high findings are open' },
    automation: 'yes',
    rules: ['more-than-1-critical', 'more-than-4-high'],
    manual: 'The numbers (1 and 4) are of second hand: confirm them with Platform One.',
  },
  {
    of: { 'IB-21': 'The operating system layer was checked with SCAP' },
    automation: 'evidence',
    rules: ['no-stig-result', 'stig-result-old'],
    onlyOn: ['rhel', 'sles', 'ubuntu', 'debian'],
    manual: 'Profiles exist for UBI, SLE, Ubuntu and Debian. Read the open rules of the result.',
  },
  {
    of: { 'IB-22': 'There is an SBOM' },
    automation: 'yes',
    rules: ['bill-empty'],
    manual: 'Attach it as SPDX and as CycloneDX.',
  },
  {
    of: { 'IB-23': 'Image and attestations are signed' },
    automation: 'yes',
    rules: ['unsigned'],
    needs: ['trusted-signature', 'trusted-attestation'],
  },
  {
    of: { 'IB-24': 'Findings are justified and verified' },
    automation: 'evidence',
    manual: 'Show the answers of the vulnerability tracker: only approved and conditional ones close a finding.',
  },
  {
    of: { 'IB-25': 'The overall risk score is known' },
    automation: 'evidence',
    manual: 'Read it where Iron Bank publishes it.',
  },
  {
    of: { 'IB-26': 'The version is supported and kept up' },
    automation: 'partly',
    rules: ['end-of-life-distro', 'end-of-life-package', 'eol-data-old', 'old-image'],
    manual: 'Ask the maker about what no list knows.',
  },
  {
    of: { 'IB-27': 'Cryptography is validated (announced for later)' },
    automation: 'partly',
    needs: ['crypto-modules'],
    manual: 'Match module and version with an active certificate; FIPS 140-2 ones are historical.',
  },
  {
    of: { 'IB-28': 'The repository has its files' },
    automation: 'no',
    manual: 'Look for README, LICENSE and one Dockerfile in the repository.',
  },
  {
    of: { 'IB-29': 'Logs, TLS and login are as required' },
    automation: 'no',
    manual: 'It is how the program behaves: attest it.',
  },
];

/** Every criterion that this pack knows, under numbers of its own. */
export const rows: readonly ControlRow[] = [...build, ...findings];
