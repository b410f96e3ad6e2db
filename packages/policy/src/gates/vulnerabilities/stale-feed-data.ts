import { defineTrigger } from '../../gating/define-trigger.ts';
import { found } from '../../gating/outcome.ts';
import { required } from '../../gating/parameters.ts';
import { wholeNumber } from '../../gating/validators.ts';
import { withReport } from '../_shared/matched.ts';
import { ageInDays, distroData, updateData } from './data.ts';

export const staleFeedData = defineTrigger({
  name: 'stale_feed_data',
  help: "Fires when the advisories of the image's distribution were fetched too long ago, or never.",
  params: {
    days: required('max_days_since_sync', wholeNumber, { help: 'The age in days that is still fresh.', example: '5' }),
  },
  run: (context, { days }) =>
    withReport(context, (report) => {
      const data = distroData(context.facts.bill, report);
      // Neither a distribution nor packages of one: there is nothing that its data could say.
      if (data === null) return found();
      const age = data.sources.length === 0 ? null : ageInDays(data.sources, context.now);
      if (age !== null && age <= days) return found();
      const message = `The vulnerability feed for this image distro is older than MAXAGE (${days}) days`;
      return found([{ message, fix: updateData }]);
    }),
});
