import { randomUUID } from 'node:crypto';
import type { InjectOptions } from 'fastify';
import { createAuthenticator, ensureAdmin, hashPassword, identifyWith, type SignIn } from '../auth/index.ts';
import { createAccountsFeature } from '../features/accounts/index.ts';
import { createApiKeysFeature } from '../features/api-keys/index.ts';
import { createOauthFeature } from '../features/oauth/index.ts';
import { createRolesFeature } from '../features/roles/index.ts';
import { createUserGroupsFeature } from '../features/user-groups/index.ts';
import { createUsersFeature } from '../features/users/index.ts';
import { type AuditEvent, createServer, type Route } from '../kernel/http/index.ts';
import type { JobKind } from '../kernel/queue/index.ts';
import type { TestPlatform } from './test-platform.ts';
import type { TestReply } from './test-server.ts';

/** How a test calls: JSON or a form, about another account, with headers of its own. */
export interface AccessCall {
  readonly body?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly account?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls of one user. */
export type As = (method: string, path: string, options?: AccessCall) => Promise<TestReply>;

/** A server with real sign-ins: the admin, and users whom the test adds. */
export interface AccessServer {
  /** As this user; the password of each is `NAME-password`. */
  as(username: string): As;
  /** With this `authorization` header. */
  with(authorization: string | undefined): As;
  /** Adds a user with roles in their account, or elsewhere as `role@account`; gives the id. */
  addUser(username: string, account: string, roles?: readonly string[]): Promise<string>;
  readonly signIn: SignIn;
  readonly trail: readonly AuditEvent[];
  readonly jobs: readonly JobKind[];
  close(): Promise<void>;
}

/** Serves the operations on accounts, users, keys, tokens, groups and roles, and those that the test adds. */
export async function accessServer(platform: TestPlatform, more: readonly Route[] = []): Promise<AccessServer> {
  const signIn = createAuthenticator(platform);
  await ensureAdmin(platform.db, { password: 'admin-password' });
  const trail: AuditEvent[] = [];
  const usersFeature = createUsersFeature({ platform });
  const { users } = usersFeature;
  const features = [
    createAccountsFeature({ platform }),
    usersFeature,
    createApiKeysFeature({ platform, users }),
    createOauthFeature({ signIn }),
    createRolesFeature({ platform, users }),
    createUserGroupsFeature({ platform, users }),
  ];
  const app = await createServer({
    routes: [...features.flatMap(({ routes }) => routes), ...more],
    db: platform.db,
    log: platform.log,
    bodyLimit: 2 ** 20,
    checkReplies: true,
    identify: identifyWith(signIn),
    audit: async (event) => void trail.push(event),
  });
  const asHeader =
    (authorization: string | undefined): As =>
    async (method, path, options = {}) => {
      const answer = await app.inject(request({ method, path, authorization, ...options }));
      const json = String(answer.headers['content-type'] ?? '').includes('json');
      return {
        status: answer.statusCode,
        text: answer.body,
        headers: answer.headers,
        body: json ? answer.json() : undefined,
      };
    };
  return {
    with: asHeader,
    as: (username) => asHeader(basic(username, `${username}-password`)),
    addUser: (username, account, roles = []) => addUser(platform, { username, account, roles }),
    signIn,
    trail,
    jobs: features.flatMap(({ jobs = [] }) => jobs),
    close: () => app.close(),
  };
}

/** The `authorization` header of a user name and a password. */
export function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

interface Asked extends AccessCall {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
}

function request({ method, path, authorization, account, body, form, headers }: Asked): InjectOptions {
  const type = form === undefined ? 'application/json' : 'application/x-www-form-urlencoded';
  const payload = form === undefined ? body && JSON.stringify(body) : new URLSearchParams(form).toString();
  return {
    method: method as 'GET',
    url: `/v2${path}`,
    headers: {
      ...(authorization === undefined ? {} : { authorization }),
      ...(account === undefined ? {} : { 'x-anchore-account': account }),
      ...(payload === undefined ? {} : { 'content-type': type }),
      ...headers,
    },
    ...(payload === undefined ? {} : { payload: String(payload) }),
  };
}

interface NewUser {
  readonly username: string;
  readonly account: string;
  readonly roles: readonly string[];
}

async function addUser({ db, clock }: TestPlatform, { username, account, roles }: NewUser): Promise<string> {
  const id = randomUUID();
  const hash = await hashPassword(`${username}-password`);
  await db.insertInto('gantry_user').values({ id, username, account, type: 'native' }).execute();
  await db.insertInto('credential').values({ user_id: id, type: 'password', hash, created_at: clock.now() }).execute();
  for (const text of roles) {
    const [role = '', forAccount = account] = text.split('@');
    await db.insertInto('role_member').values({ role, user_id: id, for_account: forAccount }).execute();
  }
  return id;
}
