import { digestHex, type FileFacts, type FileIndex, type PolicyFacts, type Remedy } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, foundInPart, notEvaluated, type Outcome } from '../../gating/outcome.ts';
import { optional, required, withDefault } from '../../gating/parameters.ts';
import { oneOf, textLike, trueOrFalse } from '../../gating/validators.ts';
import { aboutFile, fileEdit, fileRemedy, shellWord } from '../_shared/about-file.ts';
import { inspectionGaps, withInspected } from '../_shared/inspected.ts';
import { fileLookup } from './file-lookup.ts';

interface Wanted {
  readonly filename: string;
  readonly checksum: string | null;
  readonly checksumMatch: 'equals' | 'not_equals';
  readonly mode: string | null;
  readonly modeOp: 'equals' | 'not_equals' | 'more_permissive_than';
  readonly skipMissing: boolean;
}

export const attributeMatch = defineTrigger({
  name: 'attribute_match',
  help: 'Fires when a file is there and every given test of it is true; with skip_missing=false also when it is not there.',
  needs: ['files'],
  params: {
    filename: required('filename', textLike(/^\//, 'an absolute path'), {
      help: 'The file to look at. Folders on the way may be symbolic links.',
      example: '/etc/shadow',
    }),
    algorithm: withDefault('checksum_algorithm', oneOf('sha256'), {
      help: 'The algorithm of the checksum.',
      example: 'sha256',
      fallback: 'sha256',
    }),
    checksum: optional('checksum', textLike(/^(?:sha256:)?[0-9a-fA-F]{64}$/, '64 hexadecimal digits'), {
      help: 'The SHA-256 digest to compare with. Of a symbolic link the file that it leads to is compared.',
      example: '832cd0f75b227d13aac82b1f70b7f90191a4186c151f9db50851d209c45ede11',
    }),
    checksumMatch: withDefault('checksum_match', oneOf('equals', 'not_equals'), {
      help: 'Whether the digest must be the same or another for the test to be true.',
      example: 'not_equals',
      fallback: 'equals',
    }),
    mode: optional('mode', textLike(/^(?:0o)?[0-7]{1,6}$/, 'an octal mode such as 0644'), {
      help: 'The permission bits to compare with, octal; setuid, setgid and the sticky bit count.',
      example: '0640',
    }),
    modeOp: withDefault('mode_op', oneOf('equals', 'not_equals', 'more_permissive_than'), {
      help: 'How modes are compared; more_permissive_than is true when the file has a bit that the mode has not, and looks at what a link leads to.',
      example: 'more_permissive_than',
      fallback: 'equals',
    }),
    skipMissing: withDefault('skip_missing', trueOrFalse, {
      help: 'Whether to be silent when the file is not there.',
      example: 'false',
      fallback: 'true',
    }),
  },
  run: (context, wanted) => withInspected(context, 'files', (index) => judge(context, index, wanted)),
});

function judge(context: GateContext, index: FileIndex, wanted: Wanted): Outcome {
  const lookup = fileLookup(index);
  const file = lookup.find(wanted.filename);
  if (!file) return missing(context, wanted);
  const real = lookup.follow(wanted.filename) ?? file;
  const tests = [checksumTest(real, wanted), modeTest(file, real, wanted)].filter((one) => one !== null);
  if (tests.includes('no')) return found();
  if (tests.includes('unknown'))
    return notEvaluated(`the content of ${wanted.filename} was not read: it has no digest`);
  if (tests.length === 0) return found();
  const message = [`filename=${wanted.filename}`, ...tests].join(' and ');
  return found([{ message, fix: remedy(context.facts, real, wanted), ...aboutFile(file) }]);
}

/** Another mode is known where the rule says which one is good; another content or owner is not. */
function remedy(facts: PolicyFacts, file: FileFacts, { filename, mode, modeOp }: Wanted): Remedy {
  const good = Number.parseInt((mode ?? '').replace(/^0o/, ''), 8);
  const path = shellWord(file.path);
  if (mode === null || modeOp === 'equals')
    return fileRemedy(facts, file, `change ${filename} so that the rule no longer holds of it`);
  const more = file.mode & 0o7777 & ~good;
  const on = modeOp === 'not_equals' ? good & ~file.mode : 0;
  const octal = ((file.mode & 0o7777 & ~more) | on).toString(8).padStart(4, '0');
  return fileEdit(facts, file, {
    says: `set its mode with RUN chmod ${octal} ${path}`,
    does: { change: 'chmod', off: more, on },
  });
}

/** Without the file there is nothing to test; a damaged layer may hide it. */
function missing(context: GateContext, { filename, skipMissing }: Wanted): Outcome {
  const gaps = inspectionGaps(context, 'files');
  if (skipMissing) return foundInPart([], gaps);
  const fix = { kind: 'dockerfile', says: `put the file ${filename} into the image` } as const;
  return foundInPart([{ message: `filename=${filename} and skip_missing=False`, fix, path: filename }], gaps);
}

/** The words of a test that holds; `no` when it does not, `unknown` when nobody can tell, null when there is none. */
function checksumTest(file: FileFacts, { checksum, checksumMatch }: Wanted): string | null {
  if (checksum === null) return null;
  if (file.type === 'file' && file.sha256 === null) return 'unknown';
  const has = file.sha256 === null ? 'DIRECTORY_OR_OTHER' : digestHex(file.sha256);
  const same = has === checksum.replace(/^sha256:/, '').toLowerCase();
  if (same !== (checksumMatch === 'equals')) return 'no';
  return `checksum=${has} op=${checksumMatch} specified_checksum=${checksum}`;
}

function modeTest(file: FileFacts, real: FileFacts, { mode, modeOp }: Wanted): string | null {
  if (mode === null) return null;
  const wanted = Number.parseInt(mode.replace(/^0o/, ''), 8);
  const has = (modeOp === 'more_permissive_than' ? real : file).mode & 0o7777;
  const holds = modeOp === 'more_permissive_than' ? (has & ~wanted) !== 0 : (has === wanted) === (modeOp === 'equals');
  return holds ? `mode=0o${has.toString(8)} op=${modeOp} specified_mode=0o${wanted.toString(8)}` : 'no';
}
