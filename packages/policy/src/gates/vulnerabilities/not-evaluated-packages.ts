import type { NotEvaluated, Package } from '@gantry/core';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, type Raised } from '../../gating/outcome.ts';
import { withDefault } from '../../gating/parameters.ts';
import { someOf } from '../../gating/validators.ts';
import { aboutPackage, nameAndVersion } from '../_shared/about-package.ts';
import { withReport } from '../_shared/matched.ts';
import { updateData } from './data.ts';

const reasons = ['no-version', 'unreadable-version', 'no-data', 'unknown-kind', 'unreadable-range'] as const;

export const notEvaluatedPackages = defineTrigger({
  name: 'not_evaluated_packages',
  ours: true,
  help: 'Fires for each package that could not be compared with advisories, once for each reason.',
  params: {
    reasons: withDefault('reasons', someOf(...reasons), {
      help: 'The reasons that count.',
      example: 'no-version,unreadable-version',
      fallback: reasons.join(','),
    }),
  },
  run: (context, wanted) =>
    withReport(context, (report) => {
      const seen = new Set<string>();
      const raised: Raised[] = [];
      for (const gap of report.notEvaluated) {
        const key = `${gap.packageId} ${gap.reason}`;
        if (!wanted.reasons.includes(gap.reason) || seen.has(key)) continue;
        seen.add(key);
        raised.push(raise(gap, context.packages.get(gap.packageId)));
      }
      return found(raised);
    }),
});

function raise({ packageId, reason, because }: NotEvaluated, one: Package | undefined): Raised {
  return {
    message: `Package not evaluated: ${one ? nameAndVersion(one) : packageId}: ${because}`,
    triggerId: `${reason}+${one?.name ?? packageId}`,
    fix:
      reason === 'no-data'
        ? updateData
        : { kind: 'data', says: 'have the package recorded with a name and a version that can be compared' },
    ...(one ? aboutPackage(one) : { packageId }),
  };
}
