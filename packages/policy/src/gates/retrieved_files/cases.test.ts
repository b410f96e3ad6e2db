import { describe, expect, it } from 'vitest';
import { neededFacts } from '../../needed-facts.ts';
import { parsePolicy } from '../../parse-policy.ts';
import { describeTriggers } from '../../testing/describe-triggers.ts';
import { aDocument, aRule, inspected, retrieved, runRule, someFacts } from '../../testing/index.ts';

const path = '/etc/ssh/sshd_config';
const facts = inspected({
  retrievedFiles: retrieved({ [path]: 'Port 22\nPermitRootLogin yes\n', '/gone': null }),
});
const skipped = [{ path, because: 'larger than 1 MiB' }];
const tooLarge = inspected({ retrievedFiles: { wanted: [path], files: [], skipped } });
const long = inspected({ retrievedFiles: retrieved({ [path]: 'x'.repeat(10_000) }) });
const regex = (re: string, check: string, where = path) => ({ path: where, regex: re, check });

describeTriggers('retrieved_files', {
  content_not_available: {
    fires: [
      [{ path: '/gone' }, facts, ['Cannot locate file in the image analysis']],
      [{ path: '/never/asked' }, facts, ['Cannot locate file in the image analysis']],
      [{ path }, tooLarge, ['Cannot locate file in the image analysis']],
    ],
    silent: [[{ path }, facts]],
    refuses: [
      [{}, ['missing_parameter']],
      [{ path: 'etc/passwd' }, ['invalid_parameter']],
    ],
    missing: [[{ path }, someFacts(), ['error not_evaluated'], 'no files were kept']],
  },
  content_regex: {
    fires: [
      [
        regex('PermitRoot', 'match'),
        facts,
        [`Content regex 'PermitRoot' check 'match' found in retrieved file '${path}'`],
      ],
      [
        regex('PasswordAuthentication', 'no_match'),
        facts,
        [`Content regex 'PasswordAuthentication' check 'no_match' found in retrieved file '${path}'`],
      ],
    ],
    silent: [
      [regex('RootLogin', 'match'), facts],
      [regex('PermitRootLogin yes', 'match'), facts],
      [regex('Port', 'no_match'), facts],
      [regex('x', 'no_match', '/gone'), facts],
    ],
    refuses: [
      [{ path: '/a' }, ['missing_parameter', 'missing_parameter']],
      [regex('(', 'some', 'x'), ['invalid_parameter', 'invalid_parameter', 'invalid_parameter']],
    ],
    missing: [
      [regex('x', 'match'), someFacts(), ['error not_evaluated'], 'gantry check --inspect'],
      [regex('x', 'match', '/other'), facts, ['error not_evaluated'], '/other was not among the files that were kept'],
      [regex('x', 'match'), tooLarge, ['error not_evaluated'], 'larger than 1 MiB'],
      [regex('.*x$', 'match'), long, ['warn partly_evaluated'], 'too long'],
      [regex('.*x$', 'no_match'), long, ['error not_evaluated'], 'too long'],
    ],
  },
});

describe('policy/gates/retrieved_files', () => {
  it('ids are made of the rule and the path', () => {
    expect(runRule('retrieved_files.content_regex', regex('Port', 'match'), facts).ids).toEqual([
      `rule-retrieved_files.content_regex+file://${path}`,
    ]);
  });

  it('rules say which files they want to see', () => {
    const rules = [
      aRule('retrieved_files.content_regex', regex('x', 'match', '/b')),
      aRule('retrieved_files.content_not_available', { path: '/a' }),
      aRule('passwd_file.duplicate_uid'),
      aRule('passwd_file.empty_password'),
      aRule('metadata.effective_uid'),
    ];
    const needed = neededFacts(parsePolicy(aDocument(rules), 'p').policy);
    expect([...needed.parts]).toEqual(['retrievedFiles']);
    expect(needed.retrieve).toEqual(['/a', '/b', '/etc/passwd', '/etc/shadow']);
  });
});
