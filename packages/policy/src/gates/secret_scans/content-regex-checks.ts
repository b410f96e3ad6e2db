import type { ContentSearch, PolicyFacts } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart, notEvaluated, type Outcome, type Raised } from '../../gating/outcome.ts';
import { optional, withDefault } from '../../gating/parameters.ts';
import { regularExpression } from '../../gating/pattern-validator.ts';
import { anyText, oneOf, trueOrFalse } from '../../gating/validators.ts';
import type { Pattern } from '../../model/patterns/index.ts';
import { aboutFile, fileRemedy } from '../_shared/about-file.ts';
import { inspectionGaps, skippedReasons, withInspected } from '../_shared/inspected.ts';
import { type FileWithHits, filesWithHits, whyNotSearched } from '../_shared/search-hits.ts';
import { count } from '../_shared/words.ts';

interface Wanted {
  readonly name: string | null;
  readonly filename: Pattern | null;
  readonly matchType: 'found' | 'notfound';
  readonly allLayers: boolean;
}

export const contentRegexChecks = defineTrigger({
  name: 'content_regex_checks',
  help: 'Fires for each file and each named expression of the secret search that was found in it, or once when none was found.',
  needs: ['secretSearch'],
  params: {
    name: optional('content_regex_name', anyText, {
      help: 'The name of one expression, or the expression itself; all of them when not set. Those named AWS_ACCESS_KEY, AWS_SECRET_KEY, PRIV_KEY, DOCKER_AUTH and API_KEY are always there.',
      example: 'AWS_ACCESS_KEY',
    }),
    filename: optional('filename_regex', regularExpression, {
      help: 'Looks only at paths that the expression matches from their start.',
      example: '/etc/.*',
    }),
    matchType: withDefault('match_type', oneOf('found', 'notfound'), {
      help: 'Whether a hit or the lack of any is wrong.',
      example: 'notfound',
      fallback: 'found',
    }),
    allLayers: withDefault('all_layers', trueOrFalse, {
      help: 'Look also at files that later layers deleted or replaced: whoever has the image has them.',
      example: 'true',
      fallback: 'false',
    }),
  },
  run: (context, wanted) =>
    withInspected(context, 'secretSearch', (search) => {
      const because = whyNotSearched(search, wanted.name, 'secret search') ?? whyNotAllLayers(search, wanted);
      return because === null ? judge(context, search, wanted) : notEvaluated(because);
    }),
});

function whyNotAllLayers(search: ContentSearch, { allLayers }: Wanted): string | null {
  if (!allLayers || search.allLayers) return null;
  return 'files that later layers deleted were not searched: have the image inspected again with all layers';
}

function judge(context: GateContext, search: ContentSearch, wanted: Wanted): Outcome {
  const hits: FileWithHits[] = [];
  let undecided = 0;
  for (const one of filesWithHits(search, wanted)) {
    const matched = wanted.filename === null ? true : wanted.filename.test(one.path, context.patternBudget);
    if (matched === null) undecided++;
    else if (matched) hits.push(one);
  }
  const gaps = [
    ...(undecided > 0
      ? [`${count(undecided, 'path')} could not be tried: the patterns of the policy take too long`]
      : []),
    ...skippedReasons(search.skipped),
    ...inspectionGaps(context, 'secretSearch', search.skipped),
  ];
  if (wanted.matchType === 'found')
    return foundInPart(
      hits.map((one) => raise(context.facts, one)),
      gaps,
    );
  return foundInPart(hits.length === 0 ? [raiseNothing(wanted)] : [], hits.length === 0 ? gaps : []);
}

/** Names the file and the expression only: what was found is a secret. */
function raise(facts: PolicyFacts, one: FileWithHits): Raised {
  const deleted = one.visible ? '' : ' (deleted by a later layer, and still in the image)';
  const says = `revoke the secret in ${one.path} (line ${one.line}), and build the image again without it: removing the file in a later instruction is not enough, hand secrets to a build with RUN --mount=type=secret`;
  return {
    message: `Secret content search analyzer found regexp match in container: file=${one.path} regexp=${one.shown}${deleted}`,
    fix: fileRemedy(facts, one, says),
    ...aboutFile(one),
  };
}

function raiseNothing({ name, filename }: Wanted): Raised {
  const where = `filename_regex=${filename?.source || '*'} content_regex_name=${name || 'all'}`;
  return {
    message: `Secret content search analyzer did not find regexp match in container: ${where}`,
    fix: { kind: 'dockerfile', says: 'put a file that the expression matches into the image' },
  };
}
