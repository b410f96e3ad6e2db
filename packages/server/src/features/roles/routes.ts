import {
  addRoleUser,
  deleteRoleUser,
  getRole,
  listRoleMembers,
  listRoles,
  listUserRoles,
  myRoles,
} from '@gantry/contract/roles';
import { type Caller, grantsOf, requireRole, roles } from '../../auth/index.ts';
import { serverErrors } from '../../errors.ts';
import { toTimestamp } from '../../kernel/clock/index.ts';
import type { Db } from '../../kernel/db/index.ts';
import { type Route, reply, route } from '../../kernel/http/index.ts';
import type { RoleService } from './service.ts';
import { toAccountRole, toRole, toRoleSummary } from './to-wire.ts';
import { type Member, membersOf } from './views.ts';

/** The operations on roles. */
export function roleRoutes(db: Db, service: RoleService): readonly Route[] {
  return [
    route(myRoles, async ({ caller }) => reply(myRoles, 200, await ownRoles(db, caller))),
    route(listRoles, async () => reply(listRoles, 200, roles.map(toRoleSummary))),
    route(getRole, async ({ params }) => reply(getRole, 200, toRole(requireRole(params.role_name)))),
    route(listRoleMembers, async ({ params, query, caller }) => {
      const { name: role } = requireRole(params.role_name);
      const members = await membersOf(db, { role, account: seenAccount(caller, accountOf(query)) });
      return reply(
        listRoleMembers,
        200,
        members.map((member) => toMember(member, query)),
      );
    }),
    route(addRoleUser, async ({ params, body, caller }) => {
      const { username } = body;
      const member = await service.give(caller, { role: params.role_name, username, account: accountOf(body) });
      return reply(addRoleUser, 200, toMember(member, body));
    }),
    route(deleteRoleUser, async ({ params, query, caller }) => {
      const { username } = query;
      await service.take(caller, { role: params.role_name, username, account: accountOf(query) });
      return reply(deleteRoleUser, 204, undefined);
    }),
    route(listUserRoles, async ({ params, query, caller }) => {
      const { id: userId } = await service.reachable(caller, params.username);
      const account = seenAccount(caller, accountOf(query));
      const held = await membersOf(db, { role: query.role, account, userId });
      return reply(listUserRoles, 200, held.map(toMembership));
    }),
  ];
}

/** Roles of the caller everywhere, with those that come from groups; each once for an account. */
async function ownRoles(db: Db, { userId }: Caller) {
  const grants = await grantsOf(db, userId);
  const distinct = new Map(grants.map((grant) => [`${grant.forAccount}\0${grant.role}`, grant]));
  const accounts = await db.selectFrom('account').selectAll().execute();
  const byName = new Map(accounts.map((account) => [account.name, account]));
  return [...distinct.values()].map(({ role, forAccount }) =>
    toAccountRole(requireRole(role), forAccount, byName.get(forAccount)),
  );
}

/** The wire has two words for the account of a role. */
interface AccountWords {
  readonly for_account?: string | undefined;
  readonly domain_name?: string | undefined;
}

function accountOf({ for_account: account, domain_name: domain }: AccountWords): string | undefined {
  if (account !== undefined && domain !== undefined && account !== domain)
    throw serverErrors.BAD_REQUEST({ place: 'domain_name', because: 'it differs from for_account' });
  return account ?? domain;
}

/** Those who run the server see the members of every account, others those of the account that the call is about. */
function seenAccount({ account, systemAdmin }: Caller, asked: string | undefined): string | undefined {
  if (systemAdmin) return asked;
  if (asked !== undefined && asked !== account)
    throw serverErrors.NOT_AUTHORIZED({ permissions: 'listRoleMembers in that account' });
  return account;
}

/** A member has exactly one of the two words, by the document: that of the request, else the one that older clients know too. */
function toMember({ username, forAccount, since }: Member, asked: AccountWords) {
  const inNewWord = asked.domain_name !== undefined && asked.for_account === undefined;
  const account = inNewWord ? { domain_name: forAccount } : { for_account: forAccount };
  return { username, ...account, created_at: toTimestamp(since) };
}

function toMembership({ role, forAccount, since }: Member) {
  return { role, for_account: forAccount, domain_name: forAccount, created_at: toTimestamp(since) };
}
