import { coverageRules } from '../_shared/coverage.ts';
import { changedPackageFile, setuidFile } from '../_shared/files.ts';
import { runsAsRoot } from '../_shared/identity.ts';
import { buildPack } from '../_shared/pack.ts';
import { noStigResult, stigResultOld } from '../_shared/supply.ts';
import * as weak from '../_shared/vulnerabilities.ts';
import { rows } from './controls.ts';

const late =
  'It is past the day that its score gives it, counted from when it was first seen here. Fix it, or open a deviation request.';
const directive =
  'It is past the day of the directive. Fix it now; say by the annotation exposure whether anybody outside reaches it.';

/** FedRAMP's rules for containers and monthly scans, as they stand until VDR replaces them. */
export const fedrampRev5 = buildPack({
  name: 'fedramp-rev5',
  title: 'FedRAMP Rev 5, continuous monitoring of containers',
  about: 'Evidence for the rules on scanning containers and on the times to fix what is found: 30, 90 and 180 days.',
  framework: {
    id: 'FEDRAMP-REV5',
    title: 'FedRAMP Rev 5 playbook, vulnerability scanning and POA&M',
    version: '2026-04-08',
    source: 'https://www.fedramp.gov/docs/rev5/playbook/',
    lastVerified: '2026-11-21',
    notice:
      'VDR and VER become mandatory on 7 December 2026 (grace with corrective action until 7 March 2027): change to a fedramp-vdr pack by then. The FR numbers are of this pack.',
  },
  rows,
  sections: [
    { id: 'data', name: 'Data to judge by', rules: coverageRules('STOP') },
    {
      id: 'image',
      name: 'The image',
      imagesOnly: true,
      rules: [noStigResult('STOP'), stigResultOld('STOP'), runsAsRoot('WARN')],
    },
    {
      id: 'findings',
      name: 'Findings and their days',
      rules: [
        setuidFile('WARN'),
        changedPackageFile('WARN'),
        weak.malwareNotScanned('STOP'),
        weak.pastDue('fedramp-rev5', late)('STOP'),
        weak.tooMany({ severity: 'high', max: 4 })('WARN'),
        weak.tooMany({ severity: 'medium', max: 9 })('WARN'),
        weak.pastDue('bod-26-04', directive)('STOP'),
        weak.exploitedPastDue('STOP'),
      ],
    },
  ],
});
