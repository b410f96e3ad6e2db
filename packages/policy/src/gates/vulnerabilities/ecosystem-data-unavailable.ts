import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, type Raised } from '../../gating/outcome.ts';
import { withReport } from '../_shared/matched.ts';
import { languageData, updateData } from './data.ts';

export const ecosystemDataUnavailable = defineTrigger({
  name: 'ecosystem_data_unavailable',
  ours: true,
  help: 'Fires for each language ecosystem of the artifact for which no advisories are loaded.',
  params: {},
  run: (context) =>
    withReport(context, (report) =>
      found(
        languageData(context.facts.bill, report)
          .filter(({ sources }) => sources.length === 0)
          .map(({ ecosystem }): Raised => {
            const message = `No vulnerability data is loaded for ${ecosystem}: its packages were not evaluated`;
            return { message, fix: updateData };
          }),
      ),
    ),
});
