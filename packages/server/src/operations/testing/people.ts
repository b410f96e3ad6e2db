import { randomUUID } from 'node:crypto';
import { operations } from '@gantry/contract';
import { hashPassword } from '../../auth/index.ts';
import { roles } from '../../auth/roles/index.ts';
import type { TestPlatform } from '../../testing/index.ts';
import { password } from './ask.ts';

/** Users of these tests by what they are. */
export const people = {
  root: 'root-user',
  owner: 'owner-a',
  stranger: 'owner-b',
  /** Of `team-a`, without roles. */
  plain: 'plain-a',
} as const;

/** A user of `team-a` with a role that lacks this permission; no role lacks some: then a user without roles. */
export function personWithout(may: string): string {
  const role = roles.find(({ system, permissions }) => !system && !permissions.includes(may));
  return role === undefined ? people.plain : `${role.name}-a`;
}

/** Adds them all. */
export async function addPeople(platform: Pick<TestPlatform, 'db' | 'clock'>): Promise<void> {
  const hash = await hashPassword(password);
  const lacking = operations.map(({ may }) => personWithout(may)).filter((name) => name !== people.plain);
  const rows = [
    { username: people.root, account: 'admin', role: 'system-admin', forAccount: '*' },
    { username: people.owner, account: 'team-a', role: 'full-control' },
    { username: people.stranger, account: 'team-b', role: 'full-control' },
    { username: people.plain, account: 'team-a' },
    ...[...new Set(lacking)].map((username) => ({ username, account: 'team-a', role: username.slice(0, -2) })),
  ];
  for (const person of rows) await addPerson(platform, { ...person, hash });
}

/** A user to add; without a hash they have no password. */
export interface Person {
  readonly username: string;
  readonly account: string;
  readonly hash?: string;
  readonly role?: string;
  readonly forAccount?: string;
}

/** Adds one. */
export async function addPerson({ db, clock }: Pick<TestPlatform, 'db' | 'clock'>, person: Person): Promise<void> {
  const { username, account, hash, role, forAccount = account } = person;
  const id = randomUUID();
  const at = clock.now();
  await db.insertInto('gantry_user').values({ id, username, account, type: 'native', created_at: at }).execute();
  if (hash !== undefined)
    await db.insertInto('credential').values({ user_id: id, type: 'password', hash, created_at: at }).execute();
  if (role !== undefined)
    await db.insertInto('role_member').values({ role, user_id: id, for_account: forAccount, created_at: at }).execute();
}
