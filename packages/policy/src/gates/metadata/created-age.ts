import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, notEvaluated } from '../../gating/outcome.ts';
import { required } from '../../gating/parameters.ts';
import { wholeNumber } from '../../gating/validators.ts';
import { readTime } from '../../model/time.ts';
import { count } from '../_shared/words.ts';
import { withImage } from './image.ts';

const day = 86_400_000;
/** Containers are younger: earlier dates are put there to make builds reproducible. */
const firstHonest = Date.UTC(2013, 0, 1);

export const createdAge = defineTrigger({
  name: 'created_age',
  ours: true,
  help: 'Fires when the image was built longer ago than the days, by the date of its configuration.',
  params: {
    maxDays: required('max_days', wholeNumber, { help: 'How many days old the build may be.', example: '90' }),
  },
  run: (context, { maxDays }) =>
    withImage(context, 'a build date', ({ config }) => {
      const created = readTime(config.created ?? '');
      if (created === null) return notEvaluated('the configuration of the image states no readable build date');
      if (created < firstHonest) {
        return notEvaluated(`the build date ${config.created} is a stand-in: the build was made reproducible with it`);
      }
      if (created - context.now > day) return notEvaluated(`the build date ${config.created} lies in the future`);
      if (context.now - created <= maxDays * day) return found();
      const fix = { kind: 'dockerfile', says: 'build the image again, on the present base image' } as const;
      return found([{ message: `Image was built more than ${count(maxDays, 'day')} ago`, fix }]);
    }),
});
