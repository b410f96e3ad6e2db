import type { Client } from '@gantry/contract/client';
import { listUserGroups, type UserGroup } from '@gantry/contract/user-groups';
import { cliErrors } from '../errors.ts';

/** The group of users with this name or id. Fails with CLI_NOT_FOUND. */
export async function findUserGroup(client: Client, name: string): Promise<UserGroup> {
  const groups = await client.call(listUserGroups);
  const group = groups.find((one) => one.group_uuid === name) ?? groups.find((one) => one.name === name);
  if (group === undefined) throw cliErrors.NOT_FOUND({ kind: 'group of users', name });
  return group;
}
