import type { PolicyPack } from '../../model/types.ts';
import { coverageRules } from '../_shared/coverage.ts';
import { changedPackageFile } from '../_shared/files.ts';
import { buildPack } from '../_shared/pack.ts';
import { check } from '../_shared/rule.ts';
import { unsigned } from '../_shared/supply.ts';
import * as weak from '../_shared/vulnerabilities.ts';
import { classDays, rowsOf, type VdrClass } from './controls.ts';

const directive = 'It is past the day of the directive, which holds even where the harm was reduced. Fix it now.';
const table =
  'It is past the days that reachability, exploitability and impact give it. Reduce the harm or fix it, and record what was decided.';

function findings(name: VdrClass) {
  const { sample, evaluate } = classDays[name];
  return [
    check({
      id: 'sample-data-old',
      what: 'coverage.stale_data',
      params: { feed: 'osv', max_days: String(sample) },
      recommendation: `This class asks for a look every ${sample} days: update the data and check again.`,
    })('WARN'),
    weak.knownExploited('STOP'),
    weak.exploitedPastDue('STOP'),
    weak.pastDue('bod-26-04', directive)('STOP'),
    weak.pastDue(`fedramp-vdr-${name}`, table)('STOP'),
    weak.openTooLong({ days: evaluate })('WARN'),
    weak.openTooLong({ days: 192 })('STOP'),
    weak.malwareNotScanned('STOP'),
    changedPackageFile('WARN'),
  ];
}

function packOf(name: VdrClass): PolicyPack {
  const letter = name.toUpperCase();
  return buildPack({
    name: `fedramp-vdr-${name}`,
    title: `FedRAMP vulnerability detection and response, class ${letter}`,
    about: `Evidence for the rules on finding and answering vulnerabilities that hold for services of class ${letter}.`,
    framework: {
      id: `FEDRAMP-VDR-${letter}`,
      title: `FedRAMP Consolidated Rules 2026, VDR and VER, class ${letter}`,
      version: '2026.07.14.01',
      source: 'https://github.com/FedRAMP/rules',
      lastVerified: '2026-11-21',
      notice:
        'Mandatory to obtain and to keep certification from 7 December 2026 (grace with corrective action until 7 March 2027). The days are SHOULD, and count from evaluation; reachability, exploitability and impact are decided by people.',
    },
    rows: rowsOf(name),
    sections: [
      { id: 'data', name: 'Data to judge by', rules: coverageRules('STOP') },
      { id: 'findings', name: 'Findings and their days', rules: findings(name) },
      { id: 'image', name: 'The image', imagesOnly: true, rules: [unsigned('STOP')] },
    ],
  });
}

/** Services of class B. */
export const fedrampVdrB = packOf('b');
/** Services of class C. */
export const fedrampVdrC = packOf('c');
/** Services of class D. */
export const fedrampVdrD = packOf('d');
