import { defineGate } from '../../gating/define-gate.ts';
import { missingData, staleData } from './data.ts';
import { emptyBill } from './empty-bill.ts';
import { factsNotCollected } from './facts-not-collected.ts';
import { unknownDistro } from './unknown-distro.ts';
import { unmatchedPackages } from './unmatched-packages.ts';
import { unreadFiles } from './unread-files.ts';

export const coverage = defineGate({
  name: 'coverage',
  help: 'Looks at what could not be read, compared or refreshed: what a clean answer does not speak of.',
  artifacts: ['image', 'source', 'sbom'],
  triggers: [emptyBill, factsNotCollected, missingData, staleData, unknownDistro, unmatchedPackages, unreadFiles],
});
