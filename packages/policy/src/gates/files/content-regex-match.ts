import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart, notEvaluated } from '../../gating/outcome.ts';
import { optional } from '../../gating/parameters.ts';
import { anyText } from '../../gating/validators.ts';
import { aboutFile, fileRemedy } from '../_shared/about-file.ts';
import { inspectionGaps, skippedReasons, withInspected } from '../_shared/inspected.ts';
import { filesWithHits, whyNotSearched } from '../_shared/search-hits.ts';

export const contentRegexMatch = defineTrigger({
  name: 'content_regex_match',
  help: 'Fires for each file and each configured expression that the content search found in it.',
  needs: ['contentSearch'],
  params: {
    regexName: optional('regex_name', anyText, {
      help: 'The name of one configured expression, or the expression itself; all of them when not set.',
      example: 'INTERNAL_HOST',
    }),
  },
  run: (context, { regexName }) =>
    withInspected(context, 'contentSearch', (search) => {
      const because = whyNotSearched(search, regexName, 'content search');
      if (because !== null) return notEvaluated(because);
      const raised = filesWithHits(search, { name: regexName, allLayers: false }).map((one) => ({
        message: `File content analyzer found regexp match in container: file=${one.path} regexp=${one.shown}`,
        fix: fileRemedy(context.facts, one, `change ${one.path} (line ${one.line}) or keep it out of the image`),
        ...aboutFile(one),
      }));
      return foundInPart(raised, [
        ...skippedReasons(search.skipped),
        ...inspectionGaps(context, 'contentSearch', search.skipped),
      ]);
    }),
});
