import { coverageRules } from '../_shared/coverage.ts';
import { buildPack, type ControlRow } from '../_shared/pack.ts';
import { knownExploited, pastDue } from '../_shared/vulnerabilities.ts';

const table = 'past-due-bod-26-04';

const rows: readonly ControlRow[] = [
  {
    of: { 'BOD-1': 'It is known whether a vulnerability is exploited' },
    automation: 'yes',
    rules: [
      'known-exploited-listed',
      'kev-data-old',
      'osv-data-old',
      'distro-data-missing',
      'language-data-missing',
      'distro-unknown',
      'parts-unread',
      'packages-not-compared',
      'bill-empty',
    ],
  },
  {
    of: { 'BOD-2': 'It is known whether the asset is publicly exposed' },
    automation: 'evidence',
    manual:
      'Write the annotation exposure=public or exposure=internal on the image: without it, it counts as exposed. EXPOSE says nothing of it.',
  },
  {
    of: { 'BOD-3': 'It is known whether an attack can be automated, and what it gives' },
    automation: 'partly',
    manual: "CISA's decisions exist for about half of all CVEs, and for all exploited ones.",
  },
  {
    of: { 'BOD-4': 'Without those decisions, 60 days hold' },
    automation: 'yes',
    rules: [table],
    manual: 'The default is of second hand: confirm it with the questions and answers of CISA.',
  },
  {
    of: { 'BOD-5': 'The clock starts with the listing or the detection, whichever is earlier' },
    automation: 'partly',
    rules: [table],
    manual: 'The start is of second hand: confirm it with CISA.',
  },
  {
    of: { 'BOD-6': 'Where the table asks for it, traces of an attack were looked for' },
    automation: 'evidence',
    manual: 'Keep the record of the triage with the finding before it is closed.',
  },
];

/** The days of the directive that replaced BOD 22-01. */
export const cisaBod2604 = buildPack({
  name: 'cisa-bod-26-04',
  title: 'CISA BOD 26-04, days to fix by risk',
  about: 'Stops for findings past the days that exploitation, exposure, automation and impact give them: 3, 14 or 60.',
  framework: {
    id: 'CISA-BOD-26-04',
    title: 'CISA Binding Operational Directive 26-04',
    version: '1.0.0 (2026-06-10)',
    source: 'https://www.cisa.gov/news-events/directives',
    lastVerified: '2026-11-21',
    notice:
      'BOD 26-04 revoked BOD 22-01 and BOD 19-02: dates of the old directive no longer bind. It binds federal civilian agencies, which have to keep its times from 7 December 2026; others by contract. The BOD numbers are of this pack.',
  },
  rows,
  sections: [
    { id: 'data', name: 'Data to judge by', rules: coverageRules('STOP') },
    {
      id: 'days',
      name: 'Days to fix',
      rules: [
        knownExploited('GO', 'known-exploited-listed'),
        pastDue(
          'bod-26-04',
          'It is past its day. Fix it now, and look for traces of an attack where the table asks for it.',
        )('STOP'),
      ],
    },
  ],
});
