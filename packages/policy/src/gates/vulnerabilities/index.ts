import { defineGate } from '../../gating/define-gate.ts';
import { countTrigger } from './count.ts';
import { denylist } from './denylist.ts';
import { ecosystemDataUnavailable } from './ecosystem-data-unavailable.ts';
import { kevList } from './kev-list.ts';
import { maliciousPackage } from './malicious-package.ts';
import { notEvaluatedPackages } from './not-evaluated-packages.ts';
import { packageTrigger } from './package.ts';
import { staleEcosystemData } from './stale-ecosystem-data.ts';
import { staleFeedData } from './stale-feed-data.ts';
import { starterDataOnly } from './starter-data-only.ts';
import { vulnerabilityDataUnavailable } from './vulnerability-data-unavailable.ts';

export const vulnerabilities = defineGate({
  name: 'vulnerabilities',
  help: 'Looks at the vulnerabilities of the packages, and at the data that they were compared with.',
  artifacts: ['image', 'source', 'sbom'],
  triggers: [
    countTrigger,
    denylist,
    ecosystemDataUnavailable,
    kevList,
    maliciousPackage,
    notEvaluatedPackages,
    packageTrigger,
    staleEcosystemData,
    staleFeedData,
    starterDataOnly,
    vulnerabilityDataUnavailable,
  ],
});
