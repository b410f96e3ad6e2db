import type { Bill } from '@gantry/core';
import { failureCode } from '@gantry/core/testing';
import { describe, expect, it } from 'vitest';
import { withDistro } from './distro.ts';

const bill: Bill = {
  source: { kind: 'other', target: 'x' },
  distro: null,
  packages: [],
  relationships: [],
  unread: [],
  tool: { name: 'x', version: '1' },
};

describe('steps/distro', () => {
  it.each([
    ['debian:12', 'debian', '12'],
    ['alpine:3.19.1', 'alpine', '3.19.1'],
    ['opensuse-leap:15.5', 'opensuse-leap', '15.5'],
    ['wolfi', 'wolfi', null],
  ])('%s names a distro', (distro, id, version) => {
    expect(withDistro(bill, { distro }).distro).toMatchObject({ id, version });
  });

  it.each(['', 'Debian 12', 'debian:', ':12', 'a:b:c', `${'a'.repeat(99)}:1`])('"%s" is refused', async (distro) => {
    expect(await failureCode(() => withDistro(bill, { distro }))).toBe('CLI_BAD_OPTION');
  });

  it('keeps what the artifact states otherwise', () => {
    expect(withDistro(bill, {})).toBe(bill);
  });
});
