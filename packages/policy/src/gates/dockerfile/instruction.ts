import type { GateContext } from '../../gating/context.ts';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, foundInPart, notApplicable, type Outcome, type Raised } from '../../gating/outcome.ts';
import { optional, required, withDefault } from '../../gating/parameters.ts';
import { anyText, oneOf, trueOrFalse } from '../../gating/validators.ts';
import { needsValue, type TextCheck, type TextTest, textChecks, textTest, whyBadValue } from '../_shared/text-check.ts';
import { count } from '../_shared/words.ts';
import { type Dockerfile, withDockerfile } from './facts.ts';
import type { DockerfileLine } from './parse-dockerfile.ts';

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
  const says = `add a ${instruction} instruction to the Dockerfile`;
  const unsure = instruction === 'HEALTHCHECK' && dockerfile.mode !== 'actual' && !keepsHealthcheck(context);
  return foundInPart(
    [{ message, fix: { kind: 'dockerfile', says } }],
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
    else if (matched) raised.push(raise(line, wanted, dockerfile.mode));
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

function raise(line: DockerfileLine, { check, value }: Wanted, mode: Dockerfile['mode']): Raised {
  const { instruction, argument } = line;
  const message = `Dockerfile directive '${instruction}' check '${check}' matched against '${value ?? ''}' for line '${argument}'`;
  const where = mode === 'actual' ? `line ${line.line} of the Dockerfile` : 'the line';
  const says = `change or remove ${where}: ${instruction} ${shownArgument(line)}`;
  return { message, fix: { kind: 'dockerfile', says, edit: { op: 'remove-line', instruction, argument } } };
}

/** Values of ENV and ARG may be secrets: advice names the variable and leaves the value out. The message keeps it: its text is the wire's. */
function shownArgument({ instruction, argument }: DockerfileLine): string {
  const text = argument.slice(0, 200);
  return instruction === 'ENV' || instruction === 'ARG' ? text.replace(/=("[^"]*"?|\S+)/g, '=…') : text;
}
