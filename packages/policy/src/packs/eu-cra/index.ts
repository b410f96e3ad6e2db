import { coverageRules, lifecycleDataOld } from '../_shared/coverage.ts';
import * as dockerfile from '../_shared/dockerfile.ts';
import * as files from '../_shared/files.ts';
import { emptyPassword, runsAsRoot, uidZero } from '../_shared/identity.ts';
import { buildPack } from '../_shared/pack.ts';
import * as packages from '../_shared/packages.ts';
import { sbomFields } from '../_shared/sbom.ts';
import * as secrets from '../_shared/secrets.ts';
import { unsigned } from '../_shared/supply.ts';
import * as weak from '../_shared/vulnerabilities.ts';
import { rows } from './controls.ts';

/** What a product's image shows of the EU Cyber Resilience Act. */
export const euCra = buildPack({
  name: 'eu-cra',
  title: 'EU Cyber Resilience Act',
  about: 'Evidence for essential requirements of Annex I that the image of a product can show.',
  framework: {
    id: 'EU-CRA',
    title: 'Regulation (EU) 2024/2847',
    version: '2024-10-23',
    source: 'https://eur-lex.europa.eu/eli/reg/2024/2847/oj',
    lastVerified: '2026-11-21',
    notice:
      'Reporting (Article 14) applies since 11 September 2026, everything else from 11 December 2027. The regulation sets no scores, days or fields: every number here is a choice of this pack.',
  },
  rows,
  sections: [
    { id: 'data', name: 'Data to judge by', rules: [...coverageRules('STOP'), lifecycleDataOld('WARN')] },
    {
      id: 'image',
      name: 'Build, configuration and signature of the image',
      imagesOnly: true,
      rules: [
        runsAsRoot('STOP'),
        uidZero('STOP'),
        dockerfile.floatingBase('WARN'),
        dockerfile.noHealthcheck('WARN'),
        dockerfile.riskyPort('STOP'),
        secrets.secretInLayer('STOP'),
        unsigned('STOP'),
      ],
    },
    {
      id: 'content',
      name: 'Files, packages and their weaknesses',
      rules: [
        emptyPassword('STOP'),
        files.hostKey('STOP'),
        files.privilegedExecutable('STOP'),
        files.changedPackageFile('WARN'),
        secrets.secretInFile('STOP'),
        packages.remoteService('STOP'),
        packages.developmentTool('WARN'),
        packages.endOfLifeDistro('STOP'),
        packages.endOfLifePackage('STOP'),
        sbomFields('cra')('STOP'),
        weak.knownExploited('STOP'),
        weak.fixableHigh('STOP'),
        weak.unfixableHigh('WARN'),
        weak.fixTooOld({ severity: 'low', days: 30 })('WARN'),
        weak.fixTooOld({ severity: 'high', days: 14 })('STOP'),
      ],
    },
  ],
});
