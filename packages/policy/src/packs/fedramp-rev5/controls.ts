import { coverageIds } from '../_shared/coverage.ts';
import type { ControlRow } from '../_shared/pack.ts';

/** Requirements on containers and on times, under numbers of this pack. */
export const rows: readonly ControlRow[] = [
  {
    of: { 'FR-01': 'Only hardened images are used' },
    automation: 'partly',
    rules: ['no-stig-result', 'stig-result-old', 'runs-as-root', 'setuid-file'],
    needs: ['approved-base'],
    manual: 'Show the benchmark, and the validation by the assessor.',
  },
  {
    of: { 'FR-02': 'A pipeline builds, tests and can stop' },
    automation: 'partly',
    needs: ['trusted-attestation', 'workload'],
    manual: 'Show a build that was stopped.',
  },
  {
    of: { 'FR-03': 'Everything is scanned before production' },
    automation: 'yes',
    rules: [...coverageIds, 'malware-not-scanned'],
  },
  {
    of: { 'FR-04': 'Nothing is deployed whose scan is older than 30 days' },
    automation: 'yes',
    rules: ['osv-data-old', 'kev-data-old'],
    needs: ['workload'],
  },
  {
    of: { 'FR-05': 'Containers are replaced, not patched in place' },
    automation: 'partly',
    rules: ['changed-package-file'],
    needs: ['workload'],
    manual: 'Compare the digest that runs with the one that was checked.',
  },
  {
    of: { 'FR-06': 'Sensors may watch what runs' },
    automation: 'no',
    manual: 'They are optional, and run beside the containers.',
  },
  { of: { 'FR-07': 'Every image of the registry is watched' }, automation: 'yes', needs: ['registry-inventory'] },
  { of: { 'FR-08': 'Every kind of image is an asset of its own' }, automation: 'yes', needs: ['workload'] },
  {
    of: { 'FR-09': 'Findings have a CVE and can be read by machines' },
    automation: 'yes',
    rules: ['packages-not-compared', 'parts-unread'],
  },
  {
    of: { 'FR-10': 'The first rating is the CVSS score of the NVD' },
    automation: 'evidence',
    manual:
      'The table goes by CVSS v3 of the NVD, else v2 of the NVD, else another score: findings name what they rest on.',
  },
  {
    of: { 'FR-11': 'High within 30, moderate within 90, low within 180 days' },
    automation: 'yes',
    rules: ['past-due-fedramp-rev5'],
  },
  {
    of: { 'FR-12': 'Deviations are approved, and end' },
    automation: 'partly',
    manual:
      'Allowlist items carry reason and end: show who approved them, and that no high finding is an operational requirement.',
  },
  {
    of: { 'FR-13': 'Too many late findings are escalated' },
    automation: 'partly',
    rules: ['more-than-4-high', 'more-than-9-medium'],
    manual: 'The thresholds count late findings of the whole system: the rules count those of one image.',
  },
  {
    of: { 'FR-14': 'The data of the scanner is kept up to date' },
    automation: 'yes',
    rules: ['osv-data-old', 'kev-data-old'],
  },
  {
    of: { 'FR-15': 'Known exploited vulnerabilities are fixed by the date of the directive' },
    automation: 'partly',
    rules: ['past-due-bod-26-04', 'exploited-past-due'],
    manual: 'Say by the annotation exposure whether the service can be reached from outside.',
  },
];
