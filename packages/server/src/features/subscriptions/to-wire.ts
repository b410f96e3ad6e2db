import type { Subscription } from '@gantry/contract';
import { toTimestamp } from '../../kernel/clock/index.ts';
import type { Row } from '../../kernel/db/index.ts';
import { toWireValue } from './value.ts';

/** A subscription as clients see it. */
export function toSubscription(row: Row<'subscription'>): Subscription {
  return {
    subscription_key: row.key,
    subscription_type: row.type,
    subscription_value: toWireValue(row.type, row.value),
    account_name: row.account,
    active: row.active,
    subscription_id: row.id,
    created_at: toTimestamp(row.created_at),
    last_updated: toTimestamp(row.last_updated),
  };
}
