import { by } from '@gantry/core/order';
import type { Command } from './command.ts';
import { accountCommands } from './table/accounts.ts';
import { authoringCommands } from './table/authoring.ts';
import { complianceCommands } from './table/compliance.ts';
import { eventCommands } from './table/events.ts';
import { evidenceCommands } from './table/evidence.ts';
import { imageContentCommands } from './table/image-content.ts';
import { imageCommands } from './table/images.ts';
import { localCommands } from './table/local.ts';
import { policyCommands } from './table/policies.ts';
import { registryCommands } from './table/registries.ts';
import { roleCommands } from './table/roles.ts';
import { startCommands } from './table/start.ts';
import { subscriptionCommands } from './table/subscriptions.ts';
import { systemCommands } from './table/system.ts';
import { userGroupCommands } from './table/user-groups.ts';
import { userCommands } from './table/users.ts';
import { verdictCommands } from './table/verdicts.ts';

/** Every command, in alphabetical order. */
export const commands: readonly Command[] = [
  ...accountCommands,
  ...authoringCommands,
  ...complianceCommands,
  ...eventCommands,
  ...evidenceCommands,
  ...imageCommands,
  ...imageContentCommands,
  ...localCommands,
  ...policyCommands,
  ...registryCommands,
  ...roleCommands,
  ...startCommands,
  ...subscriptionCommands,
  ...systemCommands,
  ...userCommands,
  ...userGroupCommands,
  ...verdictCommands,
].sort(by(({ name }) => name));
