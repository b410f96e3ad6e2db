import { coverageIds } from '../_shared/coverage.ts';
import type { ControlRow } from '../_shared/pack.ts';

const sources = ['insecure-source-pip', 'insecure-source-pip-root', 'insecure-source-npm'];

/** Practices, in the order of the specification. */
export const rows: readonly ControlRow[] = [
  {
    of: { 'ING-1': 'Packages come through trusted managers' },
    automation: 'partly',
    rules: sources,
    needs: ['component-origin'],
    manual: 'Name the feeds that you trust.',
  },
  {
    of: { 'ING-2': 'Packages are kept in a cache of your own', 'ING-4': 'Their source is mirrored' },
    automation: 'no',
    manual: 'Look at the feed.',
  },
  {
    of: { 'ING-3': 'Malicious packages are refused' },
    automation: 'yes',
    rules: ['malicious-package', 'osv-data-old'],
  },
  {
    of: { 'SCA-1': 'Known vulnerabilities are looked for' },
    automation: 'yes',
    rules: ['fixable-high', ...coverageIds],
  },
  {
    of: { 'SCA-2': 'Licenses are looked at' },
    automation: 'yes',
    rules: ['unknown-license'],
    needs: ['approved-licenses'],
  },
  {
    of: { 'SCA-3': 'The end of support is looked at' },
    automation: 'yes',
    rules: ['end-of-life-distro', 'end-of-life-package', 'eol-data-old'],
  },
  {
    of: { 'SCA-4': 'Malware is looked for' },
    automation: 'partly',
    rules: ['malware-not-scanned', 'malware-found', 'malware-signatures-old', 'malicious-package'],
    manual: 'A scanner knows only what somebody has seen before.',
  },
  { of: { 'SCA-5': 'Security reviews are done ahead of reports' }, automation: 'no', manual: 'It is research.' },
  {
    of: { 'INV-1': 'There is an inventory, made by machines' },
    automation: 'yes',
    rules: ['bill-empty', 'parts-unread'],
  },
  { of: { 'INV-2': 'There is a plan for incidents' }, automation: 'evidence', manual: 'Show the plan.' },
  {
    of: {
      'UPD-1': 'Vulnerable packages are updated',
      'UPD-2': 'Updates are automatic',
      'UPD-3': 'Findings show in pull requests',
    },
    automation: 'partly',
    rules: ['fix-for-high-over-30-days'],
    manual: 'The age of fixes is the outcome: show how updates are made. The days are a choice of this pack.',
  },
  {
    of: { 'AUD-1': 'The provenance of packages is verified' },
    automation: 'partly',
    needs: ['component-origin'],
    manual: 'Look at the attestations of their registries.',
  },
  {
    of: { 'AUD-2': 'Packages are taken in by the approved way' },
    automation: 'partly',
    rules: ['unowned-executable'],
    needs: ['component-origin'],
    manual: 'Look for code that was copied in.',
  },
  {
    of: { 'AUD-3': 'Packages are whole' },
    automation: 'partly',
    rules: ['changed-package-file'],
    needs: ['component-origin'],
    manual: 'Compare hashes of lock files.',
  },
  {
    of: { 'AUD-4': 'SBOMs of packages are validated' },
    automation: 'partly',
    rules: ['sbom-graph'],
    needs: ['sbom-signer'],
    manual: 'Look at what makers publish.',
  },
  {
    of: { 'ENF-1': 'Sources of packages are set up securely' },
    automation: 'partly',
    rules: sources,
    manual: 'The rules look into the usual files of an image: look at the builders too.',
  },
  {
    of: { 'ENF-2': 'Only the curated feed is used' },
    automation: 'partly',
    rules: sources,
    needs: ['component-origin'],
    manual: 'Look at the network of the builders.',
  },
  {
    of: {
      'REB-1': 'Packages are rebuilt where you trust the builder',
      'REB-2': 'What was rebuilt is signed',
      'REB-3': 'What was rebuilt has an SBOM',
      'REB-4': 'The SBOM is signed',
    },
    automation: 'partly',
    rules: ['unsigned'],
    needs: ['trusted-signature', 'trusted-builder', 'sbom-signer'],
    manual: 'Name the packages that you rebuild.',
  },
  { of: { 'FIX-1': 'You can fix a package on your own' }, automation: 'no', manual: 'It is a process.' },
];
