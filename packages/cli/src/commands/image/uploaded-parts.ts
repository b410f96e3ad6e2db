import type { Inspection, InspectionPart } from '@gantry/core';
import { cliErrors } from '../../errors.ts';
import { flag, text, texts } from '../../settings/option.ts';
import type { Wanted } from '../../steps/bill.ts';
import { partsAsked, wantedParts } from '../../steps/wanted.ts';
import type { Call } from '../command.ts';

/** What can be sent to a server besides packages. */
const sendable: readonly InspectionPart[] = ['secretSearch', 'contentSearch', 'retrievedFiles'];

/** What `--inspect` and `--retrieve` ask to look for here. Fails with CLI_BAD_OPTION and CLI_NEEDS. */
export async function uploadedParts({ options, terminal }: Call): Promise<Wanted> {
  const asked = text(options, 'inspect');
  const retrieve = texts(options, 'retrieve');
  const parts = asked === 'all' ? sendable : (partsAsked(asked) ?? []);
  if (parts.some((part) => !sendable.includes(part))) {
    const allowed = 'all, none, or a list of secret-search, content-search, retrieved-files';
    throw cliErrors.BAD_OPTION({ option: '--inspect', value: asked ?? '', allowed });
  }
  if (retrieve.length > 0 && !parts.includes('retrievedFiles'))
    throw cliErrors.NEEDS({ command: 'gantry image add --retrieve', what: '--inspect retrieved-files' });
  return wantedParts({ parts, retrieve }, options, terminal);
}

/** The server is not told of files that were skipped: the person who sends must know. */
export function warnOfSkipped(inspection: Inspection | null, { options, terminal }: Call): void {
  if (flag(options, 'quiet') || inspection === null) return;
  const { secretSearch, contentSearch, retrievedFiles } = inspection;
  const skipped = [secretSearch, contentSearch, retrievedFiles].flatMap((part) => part?.skipped ?? []);
  const hidden = [secretSearch, contentSearch].flatMap((part) => part?.hits.filter(({ visible }) => !visible) ?? []);
  if (skipped.length > 0)
    terminal.err(`note: ${skipped.length} files were not searched or kept; the server is not told\n`);
  if (hidden.length > 0)
    terminal.err(
      `note: ${hidden.length} hits in files that later layers deleted are not sent: \`gantry inspect\` lists them\n`,
    );
}
