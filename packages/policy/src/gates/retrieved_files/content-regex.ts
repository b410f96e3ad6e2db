import type { GateContext } from '../../gating/context.ts';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, foundInPart, notEvaluated, type Outcome } from '../../gating/outcome.ts';
import { required } from '../../gating/parameters.ts';
import { regularExpression } from '../../gating/pattern-validator.ts';
import { oneOf } from '../../gating/validators.ts';
import type { Pattern } from '../../model/patterns/index.ts';
import { aboutFile, fileRemedy } from '../_shared/about-file.ts';
import { type KeptFile, withKeptFile } from '../_shared/retrieved.ts';
import { absolutePath } from './absolute-path.ts';

export const contentRegex = defineTrigger({
  name: 'content_regex',
  help: 'Fires when a word of a kept file matches the expression (match), or when none does (no_match).',
  needs: ['retrievedFiles'],
  retrieves: ({ path }) => [path],
  params: {
    path: required('path', absolutePath, { help: 'The path of the file.', example: '/etc/ssh/sshd_config' }),
    check: required('check', oneOf('match', 'no_match'), {
      help: 'Whether a match or the lack of one is wrong.',
      example: 'match',
    }),
    regex: required('regex', regularExpression, {
      help: 'A regular expression for the words of the file, which white space separates: it never sees a space. It is tried from the start of each word.',
      example: 'PermitRootLogin',
    }),
  },
  run: (context, wanted) =>
    withKeptFile(context, wanted.path, (file) => (file === null ? found() : judge(context, file, wanted))),
});

function judge(
  context: GateContext,
  file: KeptFile,
  { regex, check }: { readonly regex: Pattern; readonly check: 'match' | 'no_match' },
): Outcome {
  let undecided = 0;
  let matched = false;
  for (const word of file.text.split(/\s+/)) {
    const answer = word === '' ? false : regex.test(word, context.patternBudget);
    if (answer === null) undecided++;
    matched ||= answer === true;
    if (matched) break;
  }
  const because = `words of ${file.path} are too long for the rule's pattern, or the patterns of the policy take too long`;
  if (!matched && undecided > 0) return check === 'match' ? foundInPart([], [because]) : notEvaluated(because);
  if (matched !== (check === 'match')) return found();
  const says = `change ${file.path} so that ${check === 'match' ? 'nothing in it matches' : 'something in it matches'} ${regex.source}`;
  return found([
    {
      message: `Content regex '${regex.source}' check '${check}' found in retrieved file '${file.path}'`,
      afterRuleId: `file://${file.path}`,
      fix: fileRemedy(context.facts, file, says),
      ...aboutFile(file),
    },
  ]);
}
