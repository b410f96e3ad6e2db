import { operations } from '@gantry/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cases } from './testing/cases.ts';
import { rows } from './testing/rows/index.ts';
import { openWorld, type World } from './testing/world.ts';

describe('operations: every one of the contract', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  }, 120_000);
  afterAll(() => world.close());

  it('has a row', () => {
    expect(rows.map(({ operation }) => operation.id).sort()).toEqual(operations.map(({ id }) => id).sort());
  });

  it('is closed to the public but for these', () => {
    expect(
      rows
        .filter(({ as }) => as === 'anyone')
        .map(({ operation }) => operation.id)
        .sort(),
    ).toEqual([
      'get_anchorectl',
      'get_oauth_token',
      'get_openapi',
      'health_check',
      'ping',
      'revoke_oauth_token',
      'version_check',
    ]);
  });

  describe.each(rows.map((row) => [`${row.operation.method} ${row.operation.path}`, row] as const))(
    '%s',
    (_name, row) => {
      // The time is for a machine that does much else.
      it.each(Object.entries(cases))('%s', (_what, run) => run(world, row), 60_000);
    },
  );
});
