import type { AdvisorySourceFacts, MatchReport } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, type Raised } from '../../gating/outcome.ts';
import { required } from '../../gating/parameters.ts';
import { wholeNumber } from '../../gating/validators.ts';
import { withReport } from '../_shared/matched.ts';
import { ageInDays, exploitedData, languageData, updateData } from './data.ts';

export const staleEcosystemData = defineTrigger({
  name: 'stale_ecosystem_data',
  ours: true,
  help: "Fires for each language ecosystem of the artifact, and for CISA's catalogue, whose data was fetched too long ago.",
  params: {
    days: required('max_days_since_sync', wholeNumber, { help: 'The age in days that is still fresh.', example: '5' }),
  },
  run: (context, { days }) =>
    withReport(context, (report) =>
      found(
        namedSources(context, report)
          .filter(({ sources }) => sources.length > 0 && !isFresh(sources, context.now, days))
          .map(({ name }): Raised => {
            const message = `The vulnerability data of ${name} is older than ${days} days`;
            return { message, fix: updateData };
          }),
      ),
    ),
});

function namedSources({ facts }: GateContext, report: MatchReport) {
  const languages = languageData(facts.bill, report).map(({ ecosystem, sources }) => ({ name: ecosystem, sources }));
  return [...languages, { name: "CISA's exploited vulnerabilities", sources: exploitedData(report) }];
}

function isFresh(sources: readonly AdvisorySourceFacts[], now: number, days: number): boolean {
  const age = ageInDays(sources, now);
  return age !== null && age <= days;
}
