import { readLicense } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { aBill, aDocument, aPackage, aRule, someFacts, verdictOf } from '../../testing/index.ts';

/** Statements of licences come with whatever is scanned: their words must not cost more than a moment. In CPU time. */
describe('policy/gates/licenses: speed', () => {
  const usual = ['MIT', 'GPL-2+ and LGPL-2.1+', 'Apache-2.0 OR MIT', 'see the file COPYING', 'BSD-3-clause Expat'];
  const few = Array.from({ length: 1_000 }, (_, at) =>
    aPackage('deb', `p${at}`, { licenses: usual.map((text) => readLicense(text)) }),
  );
  const prose = (at: number) => Array.from({ length: 300 }, (_, word) => `word${at}x${word}`).join(' ');
  const hostile = Array.from({ length: 2_000 }, (_, at) =>
    aPackage('npm', `p${at}`, { licenses: [{ value: prose(at), spdx: null, type: 'declared' }] }),
  );

  it.each([
    ['denylist_exact_match', few, 200],
    ['denylist_partial_match', few, 200],
    ['not_allowed', few, 200],
    ['denylist_exact_match', hostile, 5_000],
    ['denylist_partial_match', hostile, 5_000],
  ])(
    '%s',
    (trigger, packages, most) => {
      const facts = someFacts({ bill: aBill(packages) });
      const document = aDocument([aRule(`licenses.${trigger}`, { licenses: 'AGPL-3.0-only' })]);
      const started = process.cpuUsage();
      verdictOf(document, facts);
      const { user, system } = process.cpuUsage(started);
      if (process.env['GANTRY_TIMES']) process.stderr.write(`${trigger} ${(user + system) / 1_000} ms\n`);
      expect((user + system) / 1_000).toBeLessThan(most);
    },
    30_000,
  );
});
