import { type Operation, resources } from '@gantry/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestReply } from '../testing/test-server.ts';
import { cases } from './testing/cases.ts';
import { referenceCheck } from './testing/reference-validator.ts';
import { rows } from './testing/rows/index.ts';
import { openWorld, type World } from './testing/world.ts';

const check = referenceCheck();

/** Ours alone. */
const ownResources = [resources.backtests, resources.compliance, resources.verdicts];
const ownOperations: ReadonlySet<string> = new Set([
  'get_openapi',
  'test_policy',
  ...ownResources.flatMap((room) => Object.values(room).map(({ id }) => id)),
]);

describe.skipIf(check === null)('operations: replies by the schemas of the reference', () => {
  let world: World;
  /** What was replied to one operation: problems and successes. */
  const replies = new Map<Operation, TestReply[]>();
  let count = 0;
  beforeAll(async () => {
    world = await openWorld((operation, reply) => {
      replies.set(operation, [...(replies.get(operation) ?? []), reply]);
      count += 1;
    });
  });
  afterAll(async () => {
    console.log(`checked ${count} replies of ${replies.size} operations`);
    await world.close();
  });

  const walked = rows.filter(({ operation }) => !ownOperations.has(operation.id));
  it.each(walked.map((row) => [`${row.operation.method} ${row.operation.path}`, row] as const))(
    '%s',
    async (_, row) => {
      for (const run of Object.values(cases)) await run(world, row);
      const given = replies.get(row.operation) ?? [];
      const flaws = given.map((reply) => check?.(row.operation, reply) ?? null).filter((flaw) => flaw !== null);
      expect([...new Set(flaws)]).toEqual([]);
      expect(given.some(({ status }) => status < 300) || row.answer !== undefined).toBe(true);
      expect(given.some(({ status }) => status >= 400)).toBe(true);
    },
  );
});
