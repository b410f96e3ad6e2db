import type { GateContext } from '../../gating/context.ts';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, foundInPart, notApplicable, type Outcome, type Raised } from '../../gating/outcome.ts';
import { optional, required, withDefault } from '../../gating/parameters.ts';
import { anyText, oneOf, trueOrFalse } from '../../gating/validators.ts';
import { needsValue, type TextCheck, type TextTest, textChecks, textTest, whyBadValue } from '../_shared/text-check.ts';
import { count } from '../_shared/words.ts';
import { type Dockerfile, lineOf, withDockerfile } from './facts.ts';
import type { DockerfileLine } from './parse-dockerfile.ts';
import { badLine, missingInstruction } from './remedies.ts';

const instructions = [
  ...['ADD', 'ARG', 'COPY', 'CMD', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'MAINTAINER'],
  ...['ONBUILD', 'USER', 'RUN', 'SHELL', 'STOPSIGNAL', 'VOLUME', 'WORKDIR'],
] as const;

interface Wanted {
  readonly instruction: string;
  readonly check: TextCheck;
  readonly value: string | null;
}

export const instruction = defineTrigger({
  name: 'instruction',
  help: 'Fires for each line of an instruction whose argument satisfies the check, or once when the instruction is absent.',
  params: {
    instruction: required('instruction', oneOf(...instructions), {
      help: 'The Dockerfile instruction to look at.',
      example: 'HEALTHCHECK',
    }),
    check: required('check', oneOf(...textChecks), {
      help: 'How to compare; like and not_like take a regular expression anchored at the start, in and not_in a comma list.',
      example: 'not_exists',
    }),
    value: optional('value', anyText, {
      help: 'What to compare the argument with. A check that needs it and has none never fires.',
      example: '.*sudo.*',
    }),
    actualOnly: withDefault('actual_dockerfile_only', trueOrFalse, {
      help: 'Look only at a Dockerfile that was handed in, not at one worked out from the image history.',
      example: 'true',
      fallback: 'false',
    }),
  },
  check: ({ check, value }) => {
    const details = whyBadValue(check, value);
    return details === null ? [] : [{ parameter: 'value', details }];
  },
  run: (context, values) =>
    withDockerfile(context, (dockerfile) => {
      if (values.actualOnly && dockerfile.mode !== 'actual') {
        return notApplicable('the rule looks only at actual Dockerfiles, and none was handed in');
      }
      return values.check === 'not_exists' ? absent(context, dockerfile, values) : present(context, dockerfile, values);
    }),
});

function absent(context: GateContext, dockerfile: Dockerfile, { instruction, check }: Wanted): Outcome {
  if (dockerfile.lines.some((line) => line.instruction === instruction)) return found();
  const message = `Dockerfile directive '${instruction}' not found, matching condition '${check}' check`;
  const unsure = instruction === 'HEALTHCHECK' && dockerfile.mode !== 'actual' && !keepsHealthcheck(context);
  return foundInPart(
    [{ message, fix: missingInstruction(instruction), ...lineOf(dockerfile, undefined) }],
    unsure ? ['an image of the OCI format need not record HEALTHCHECK; hand in the Dockerfile to be sure'] : [],
  );
}

/** Docker's own format has the field, and BuildKit writes every instruction into the history; others drop it. */
function keepsHealthcheck({ facts }: GateContext): boolean {
  const { source } = facts.bill;
  if (source.kind !== 'image') return false;
  if (!source.mediaType.includes('vnd.oci.')) return true;
  return source.config.history.some(({ comment }) => comment?.startsWith('buildkit.') ?? false);
}

function present(context: GateContext, dockerfile: Dockerfile, wanted: Wanted): Outcome {
  if (needsValue(wanted.check) && wanted.value === null) return found();
  const test = wanted.check === 'exists' ? () => true : preparedTest(wanted);
  let undecided = 0;
  const raised: Raised[] = [];
  for (const line of dockerfile.lines) {
    if (line.instruction !== wanted.instruction) continue;
    const matched = test(line.argument, context.patternBudget);
    if (matched === null) undecided++;
    else if (matched) raised.push(raise(context, line, { mode: dockerfile.mode, wanted, test }));
  }
  const because = `${count(undecided, `${wanted.instruction} line`)} too long for the rule's pattern`;
  return foundInPart(raised, undecided > 0 ? [because] : []);
}

/** A rule's values are the same object in every evaluation: its pattern is read once. */
const prepared = new WeakMap<Wanted, TextTest>();

function preparedTest(wanted: Wanted): TextTest {
  const test = prepared.get(wanted) ?? textTest(wanted.check, wanted.value ?? '');
  prepared.set(wanted, test);
  return test;
}

function raise(
  context: GateContext,
  line: DockerfileLine,
  { mode, wanted, test }: { readonly mode: Dockerfile['mode']; readonly wanted: Wanted; readonly test: TextTest },
): Raised {
  const { instruction, argument } = line;
  const { check, value } = wanted;
  const message = `Dockerfile directive '${instruction}' check '${check}' matched against '${value ?? ''}' for line '${argument}'`;
  const breaks = (text: string) => test(text, context.patternBudget) !== false;
  return { message, line: line.line, fix: badLine(context.facts, { line, mode, breaks }) };
}
