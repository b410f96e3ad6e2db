import { by, type Unread, uniqueBy } from '@gantry/core';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, type Raised } from '../../gating/outcome.ts';
import { optional } from '../../gating/parameters.ts';
import { commaList } from '../../gating/validators.ts';

export const unreadFiles = defineTrigger({
  name: 'unread_files',
  ours: true,
  help: 'Fires for each part of the artifact that could not be read, and so may hide packages, secrets or malware.',
  params: {
    by: optional('by', commaList, {
      help: 'Only what these catalogers or inspections could not read, separated by commas; all of them without it.',
      example: 'rpm,java-archive',
    }),
  },
  run: ({ facts }, { by: names }) => {
    const unread = [...facts.bill.unread, ...(facts.inspection?.unread ?? [])]
      .filter((one) => names === null || names.includes(one.by))
      .sort(
        by(
          ({ path }) => path,
          (one) => one.by,
          ({ code }) => code,
        ),
      );
    return found(uniqueBy(unread, keyOf).map(raise));
  },
});

function keyOf({ path, by: who, code }: Unread): string {
  return `${path}\u0000${who}\u0000${code}`;
}

/** The id leaves out the reason, whose words may change from release to release. */
function raise({ path, layer, by: who, code, because }: Unread): Raised {
  return {
    fix: { kind: 'data', says: `mend ${path} or take it out of the artifact, so that it can be read` },
    message: `Could not be read by ${who}: ${path}: ${because}`,
    triggerId: `${code}+${who}+${path}`,
    path,
    ...(layer === undefined ? {} : { layer }),
  };
}
