import { matchesWildcard } from './patterns/index.ts';
import { readTime } from './time.ts';
import type { Allowlist, AllowlistItem } from './types.ts';

/** The item that covers a finding, and the list it stands in. */
export interface AllowlistHit {
  readonly list: Allowlist;
  readonly item: AllowlistItem;
}

/** Finds the first item that covers a finding of a gate under any of its trigger ids. */
export type FindAllowed = (gate: string, triggerIds: readonly string[]) => AllowlistHit | null;

/** The lists without items that have expired: an item applies while `now` (milliseconds) is before its end. */
export function allowlistsInForce(lists: readonly Allowlist[], now: number): Allowlist[] {
  return lists.map((list) => ({ ...list, items: list.items.filter((item) => isInForce(item, now)) }));
}

function isInForce(item: AllowlistItem, now: number): boolean {
  if (item.expiresOn === null) return true;
  const end = readTime(item.expiresOn);
  return end !== null && now < end;
}

interface GateItems {
  readonly exact: Map<string, { hit: AllowlistHit; order: number }>;
  readonly wild: { hit: AllowlistHit; order: number }[];
}

/** An index over lists: exact trigger ids by look-up, wildcards one after the other, the first item of all wins. */
export function allowlistIndex(lists: readonly Allowlist[]): FindAllowed {
  const gates = new Map<string, GateItems>();
  let order = 0;
  for (const list of lists) {
    for (const item of list.items) {
      const items = gateItems(gates, item.gate.toLowerCase());
      const entry = { hit: { list, item }, order: order++ };
      if (item.triggerId.includes('*')) items.wild.push(entry);
      else if (!items.exact.has(item.triggerId)) items.exact.set(item.triggerId, entry);
    }
  }
  return (gate, triggerIds) => firstHit(gates.get(gate.toLowerCase()), triggerIds);
}

function gateItems(gates: Map<string, GateItems>, gate: string): GateItems {
  const items = gates.get(gate) ?? { exact: new Map(), wild: [] };
  gates.set(gate, items);
  return items;
}

function firstHit(items: GateItems | undefined, triggerIds: readonly string[]): AllowlistHit | null {
  if (!items) return null;
  const found = triggerIds.flatMap((id) => {
    const exact = items.exact.get(id);
    const wild = items.wild.find(({ hit }) => matchesWildcard(hit.item.triggerId, id));
    return [exact, wild].filter((entry) => entry !== undefined);
  });
  found.sort((a, b) => a.order - b.order);
  return found[0]?.hit ?? null;
}
