import { type Operation, operations } from '@gantry/contract';
import type { EventLog } from '../../kernel/events/index.ts';
import type { Auditor } from '../../kernel/http/index.ts';

/** The type of event of a call: `audit.image_imports.create_operation`, by group and id of the operation. */
export function auditType({ tag, id }: Pick<Operation, 'tag' | 'id'>): string {
  return `audit.${wordOf(tag)}.${wordOf(id)}`;
}

/** Text as a word of a type. */
export function wordOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '_');
}

const byId: ReadonlyMap<string, Operation> = new Map(operations.map((operation) => [operation.id, operation]));

/** Keeps the audit trail as events of the account that was changed. */
export function createAuditor(events: EventLog): Auditor {
  return async ({ operation, summary, username, homeAccount, account, resource, requestId, address, status }) => {
    const tag = byId.get(operation)?.tag ?? 'other';
    await events.emit({
      account,
      type: auditType({ tag, id: operation }),
      level: 'INFO',
      message: `${username} of account ${homeAccount}: ${summary}${resource === null ? '' : ` (${resource.id})`}`,
      details: { operation, username, home_account: homeAccount, address, status },
      ...(resource === null ? {} : { resource }),
      user: username,
      requestId,
    });
  };
}
