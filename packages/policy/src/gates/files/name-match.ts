import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart, type Raised } from '../../gating/outcome.ts';
import { required } from '../../gating/parameters.ts';
import { regularExpression } from '../../gating/pattern-validator.ts';
import { aboutFile, fileEdit } from '../_shared/about-file.ts';
import { inspectionGaps, withInspected } from '../_shared/inspected.ts';
import { count } from '../_shared/words.ts';

export const nameMatch = defineTrigger({
  name: 'name_match',
  help: 'Fires for each path in the artifact that the expression matches.',
  needs: ['files'],
  params: {
    regex: required('regex', regularExpression, {
      help: 'A regular expression for absolute paths. It is tried from the start of the path and need not reach its end.',
      example: '.*\\.pem$',
    }),
  },
  run: (context, { regex }) =>
    withInspected(context, 'files', ({ entries }) => {
      const raised: Raised[] = [];
      let undecided = 0;
      for (const file of entries) {
        const matched = regex.test(file.path, context.patternBudget);
        if (matched === null) undecided++;
        if (matched !== true) continue;
        raised.push({
          message: `Application of regex matched file found in container: file=${file.path} regexp=${regex.source}`,
          fix: fileEdit(context.facts, file, {
            says: `keep ${file.path} out of the image, or remove it`,
            does: { change: 'remove' },
          }),
          ...aboutFile(file),
        });
      }
      const because = `${count(undecided, 'path')} could not be tried: the patterns of the policy take too long`;
      return foundInPart(raised, [...(undecided > 0 ? [because] : []), ...inspectionGaps(context, 'files')]);
    }),
});
