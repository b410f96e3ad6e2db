import { defineTrigger } from '../../gating/define-trigger.ts';
import { found } from '../../gating/outcome.ts';
import { withReport } from '../_shared/matched.ts';
import { updateData } from './data.ts';

export const starterDataOnly = defineTrigger({
  name: 'starter_data_only',
  ours: true,
  help: 'Fires when only the small starter set of advisories that ships with Gantry is loaded.',
  params: {},
  run: (context) =>
    withReport(context, (report) => {
      if (!report.data.starter) return found();
      const message = 'Only the starter set of advisories is loaded: most vulnerabilities are not in it';
      return found([{ message, fix: updateData }]);
    }),
});
