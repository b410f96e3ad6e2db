import { expect } from 'vitest';
import { auditType } from '../../features/events/audit.ts';
import type { TestReply } from '../../testing/test-server.ts';
import { type Ask, password, quiet } from './ask.ts';
import { hostileAsks } from './hostile.ts';
import { people, personWithout } from './people.ts';
import type { Refusal, Row } from './row.ts';
import type { World } from './world.ts';

/** What is tried on every operation, by name. */
export const cases = {
  'succeeds for those who may': succeeds,
  'refuses bad input': refusesBadInput,
  'asks who it is': asksWho,
  'names the permission that is missing': namesPermission,
  'keeps accounts apart': keepsApart,
  'withstands hostile input': withstands,
} satisfies Readonly<Record<string, (world: World, row: Row) => Promise<void>>>;

async function succeeds(world: World, row: Row): Promise<void> {
  const ask = await row.ask(world);
  const told = world.platform.events.seen.length;
  const reply = await world.send(senderOf(row), row.operation, ask);
  if (row.answer !== undefined) return expectProblem(reply, row.answer);
  expectTrail(row, world.platform.events.seen.slice(told));
  expect(reply.status, reply.text).toBe(statusOf(row));
  expect(reply.text).not.toMatch(/T\d\d:\d\d:\d\d(\.\d+)?\+00:00/);
  expect(reply.text).not.toMatch(secrets);
  if (row.mark !== undefined) expect(reply.text).toContain(row.mark(world, ask));
}

async function refusesBadInput(world: World, row: Row): Promise<void> {
  const { status, code, ...parts } = row.bad;
  const reply = await world.send(senderOf(row), row.operation, merged(await row.ask(world), parts));
  expectProblem(reply, { status, code });
  const declared = row.operation.problems.includes(status) || parts.headers !== undefined;
  expect(declared, 'the status is one of the document').toBe(!withoutStatus.has(row.operation.id));
}

async function asksWho(world: World, row: Row): Promise<void> {
  const ask = await row.ask(world);
  const expectUnchanged = await watch(world, row);
  const reply = await world.send(null, row.operation, ask);
  if (row.as === 'anyone') {
    expect(reply.status).not.toBe(401);
    return;
  }
  expectProblem(reply, { status: 401, code: 'AUTH_REQUIRED' });
  expect(reply.headers['www-authenticate']).toMatch(/^Basic realm="[^"]+"/);
  await expectUnchanged();
}

async function namesPermission(world: World, row: Row): Promise<void> {
  const { may } = row.operation;
  const ask = await row.ask(world);
  const open = may === 'public' || may === 'signed-in';
  const expectUnchanged = await watch(world, row);
  const reply = await world.send(open ? people.plain : personWithout(may), row.operation, ask);
  if (open) {
    expect(reply.status).not.toBe(403);
    return;
  }
  expectProblem(reply, { status: 403, code: 'SERVER_NOT_AUTHORIZED' });
  expect(reply.body).toMatchObject({ message: `Not authorized. Requires permissions: ${may}` });
  await expectUnchanged();
}

/** Looks now and, when it is called, again. Those who are refused a look change nothing: it is taken for granted there. */
async function watch({ snapshot }: World, { operation }: Row): Promise<() => Promise<void>> {
  if (operation.method === 'GET') return async () => undefined;
  const before = await snapshot();
  return async () => expect(await snapshot()).toEqual(before);
}

async function keepsApart(world: World, row: Row): Promise<void> {
  if (row.as === 'anyone') return;
  const ask = await row.ask(world);
  const before = await world.snapshot();
  const inside = await world.send(people.stranger, row.operation, {
    ...ask,
    headers: { 'x-anchore-account': 'team-a' },
  });
  expectProblem(inside, inside.status === 403 ? notAuthorized : { status: 404, code: 'ACCOUNT_NOT_FOUND' });
  const reply = await world.send(people.stranger, row.operation, ask);
  expect(await world.snapshot()).toEqual(before);
  if (row.other !== 'own') return expectProblem(reply, row.other);
  expect(reply.status, reply.text).toBe(statusOf(row));
  expect(reply.text).not.toContain('team-a');
  if (row.mark !== undefined) expect(reply.text).not.toContain(row.mark(world, ask));
}

async function withstands(world: World, row: Row): Promise<void> {
  const ask = await row.ask(world);
  for (const hostile of hostileAsks(row.operation, ask)) {
    const { status, text } = await world.send(senderOf(row), row.operation, hostile);
    // 501: names of feeds that cannot be switched.
    expect(status < 500 || status === 501, `${JSON.stringify(hostile).slice(0, 300)} gives ${status} ${text}`).toBe(
      true,
    );
  }
}

const secrets = new RegExp(`${password}|${quiet}`);

/** Changes leave a trail, which holds no secret; looks leave none. */
function expectTrail({ operation, as }: Row, told: World['platform']['events']['seen']): void {
  const trail = told.filter(({ type }) => type.startsWith('audit.'));
  const types = operation.method === 'GET' || as === 'anyone' ? [] : [auditType(operation)];
  expect(trail.map(({ type }) => type)).toEqual(types);
  expect(JSON.stringify(trail)).not.toMatch(secrets);
}

const notAuthorized: Refusal = { status: 403, code: 'SERVER_NOT_AUTHORIZED' };

function senderOf({ as }: Row): string | null {
  return as === 'anyone' ? null : people[as];
}

function statusOf({ operation }: Row): number {
  return Number(Object.keys(operation.replies)[0]);
}

/** The document has no status for what is wrong with these requests. */
const withoutStatus: ReadonlySet<string> = new Set([
  'add_user_group_roles',
  'get_image_vulnerability_types',
  'get_services_by_name',
  'import_image_sbom',
  'list_accounts',
  'list_policies',
  'list_subscriptions',
]);

/** Path pieces are replaced one by one, everything else as a whole. */
function merged(ask: Ask, parts: Ask): Ask {
  return { ...ask, ...parts, ...(ask.params ? { params: { ...ask.params, ...parts.params } } : {}) };
}

/** A problem as every client reads it. */
export function expectProblem(reply: TestReply, { status, code }: Refusal): void {
  expect([reply.status, reply.body], reply.text).toMatchObject([
    status,
    { httpcode: status, code: status, error_type: code, message: expect.any(String), detail: { error_codes: [code] } },
  ]);
  expect(reply.headers['content-type']).toMatch(/^application\/(problem\+)?json/);
}
