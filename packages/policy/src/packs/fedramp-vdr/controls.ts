import { coverageIds } from '../_shared/coverage.ts';
import type { ControlRow } from '../_shared/pack.ts';

/** The classes of services that the rules know. */
export type VdrClass = 'b' | 'c' | 'd';

interface ClassDays {
  readonly sample: number;
  readonly evaluate: number;
  readonly drifting: string;
}

/** Days by class, of file version 2026.07.14.01. */
export const classDays: Readonly<Record<VdrClass, ClassDays>> = {
  b: { sample: 7, evaluate: 7, drifting: 'a month, others six months' },
  c: { sample: 3, evaluate: 5, drifting: '14 days, others a month' },
  d: { sample: 1, evaluate: 2, drifting: '7 days, others a month' },
};

/** The rules that an image says something about. */
export function rowsOf(name: VdrClass): readonly ControlRow[] {
  const table = `past-due-fedramp-vdr-${name}`;
  const { sample, evaluate, drifting } = classDays[name];
  return [
    {
      of: { 'VDR-CSO-AKE': 'Nothing new is deployed with a known exploited vulnerability' },
      automation: 'yes',
      rules: ['known-exploited', 'kev-data-old'],
    },
    {
      of: { 'VDR-TFR-KEV': "Known exploited vulnerabilities are fixed by CISA's date" },
      automation: 'partly',
      rules: ['exploited-past-due', 'past-due-bod-26-04'],
      manual: 'Say by the annotation exposure whether the service can be reached from outside.',
    },
    {
      of: { 'VDR-TFR-PSD': `A sample is scanned every ${sample} days` },
      automation: 'partly',
      rules: ['sample-data-old', 'osv-data-old'],
      manual: 'One evaluation shows its own age only: show that they go on, by their history.',
    },
    {
      of: {
        'VDR-TFR-PDD': `What drifts is scanned within ${drifting}`,
        'VDR-TFR-PCD': 'What does not drift is scanned in its own rhythm',
      },
      automation: 'partly',
      rules: ['sample-data-old'],
      needs: ['workload'],
      manual: 'State which resources drift: an image that is named by digest does not.',
    },
    {
      of: { 'VDR-CSO-FAV': 'Where detection fails, that counts as a vulnerability' },
      automation: 'yes',
      rules: [...coverageIds, 'malware-not-scanned'],
    },
    {
      of: {
        'VER-EVA-EIR': 'Whether it can be reached from the internet is decided',
        'VER-EVA-ELX': 'Whether it is likely to be exploited is decided',
        'VER-EVA-EPA': 'How much harm it can do is decided',
      },
      automation: 'evidence',
      manual: 'People decide: write reachability, exploitability and impact (N1 to N5) down for every finding.',
    },
    { of: { 'VER-EVA-AIA': 'It counts as automatable until shown otherwise' }, automation: 'yes', rules: [table] },
    {
      of: { 'VER-TFR-EVU': `Findings are evaluated within ${evaluate} days` },
      automation: 'yes',
      rules: [`open-over-${evaluate}-days`],
      manual: 'The rule reports what is open for longer; allowlist what was evaluated, with its decision.',
    },
    {
      of: { 'VDR-TFR-PVR': 'Harm is reduced within the days of the table' },
      automation: 'partly',
      rules: [table],
      manual: 'Reachability and impact are decided by people.',
    },
    {
      of: { 'VER-TFR-MAV': 'What is open for 192 days is an accepted vulnerability' },
      automation: 'yes',
      rules: ['open-over-192-days'],
    },
    {
      of: { 'VER-RPT-VDT': 'A report tells eleven things about each' },
      automation: 'evidence',
      manual: 'Compare the export with the list of fields: decisions of people are among them.',
    },
    {
      of: { 'CMU-CSO-UVM': 'Cryptographic modules are validated' },
      automation: 'partly',
      needs: ['crypto-modules'],
      manual: 'Class C should, class D must; from 1 January 2027.',
    },
    {
      of: {
        'KSI-SVC-VRI': 'Integrity rests on cryptography',
        'KSI-CMT-RMV': 'Resources are replaced rather than changed',
        'KSI-SCR-MON': 'What comes from upstream is watched',
        'KSI-PIY-GIV': 'Inventories are made automatically',
      },
      automation: 'partly',
      rules: ['unsigned', 'changed-package-file', 'bill-empty'],
      needs: ['trusted-signature', 'workload'],
      manual: 'Show that the same holds for what is not an image.',
    },
  ];
}
