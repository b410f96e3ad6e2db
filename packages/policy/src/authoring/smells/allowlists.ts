import { readTime } from '../../model/time.ts';
import type { AllowlistItem, Policy } from '../../model/types.ts';
import { hint, type Smell, warning } from './smell.ts';

/** Exceptions that no longer hold, never held, or hold for too much. `now` in milliseconds. */
export function allowlistSmells(policy: Policy, now: number): Smell[] {
  const all = [...policy.mappings, ...policy.sourceMappings, ...policy.sbomMappings];
  const used = new Set(all.flatMap(({ allowlistIds }) => allowlistIds));
  const asked = gatesOf(policy);
  return policy.allowlists.flatMap((list, at) => {
    const path = `/allowlists/${at}`;
    const details = `no mapping uses the allowlist ${list.id}: its exceptions never hold`;
    const advice = 'Name it in the allowlist_ids of a mapping, or remove it.';
    const unused = used.has(list.id) ? [] : [warning('unused-allowlist', path, { details, advice })];
    const items = list.items.flatMap((item, inner) => itemSmells(item, `${path}/items/${inner}`, { now, asked }));
    return [...unused, ...items];
  });
}

function gatesOf({ ruleSets }: Policy): ReadonlySet<string> {
  return new Set(ruleSets.flatMap(({ rules }) => rules.map(({ gate }) => gate.toLowerCase())));
}

interface Surroundings {
  readonly now: number;
  readonly asked: ReadonlySet<string>;
}

function itemSmells(item: AllowlistItem, path: string, { now, asked }: Surroundings): Smell[] {
  const end = item.expiresOn === null ? null : readTime(item.expiresOn);
  const smells: Smell[] = [];
  if (end !== null && end <= now) {
    const details = `the exception ${item.id} ended on ${item.expiresOn ?? ''}`;
    smells.push(warning('expired-exception', path, { details, advice: 'Remove it, or decide on it again.' }));
  }
  if (isTooBroad(item.triggerId)) {
    const details = `the exception ${item.id} accepts ${item.triggerId}: every finding of the gate ${item.gate}, also those to come`;
    smells.push(warning('broad-exception', path, { details, advice: 'Name the vulnerability or the package.' }));
  }
  if (!asked.has(item.gate.toLowerCase())) {
    const details = `the exception ${item.id} is for the gate ${item.gate}, and no rule asks that gate`;
    smells.push(warning('unused-exception', path, { details, advice: 'Correct the gate, or remove the exception.' }));
  }
  if (item.expiresOn === null) {
    const details = `the exception ${item.id} never ends`;
    smells.push(hint('endless-exception', path, { details, advice: 'Give it an end with expires_on.' }));
  }
  if (item.description.trim() === '') {
    const details = `the exception ${item.id} does not say why`;
    smells.push(hint('unexplained-exception', path, { details, advice: 'Add a description with the reason.' }));
  }
  return smells;
}

/** Nothing but wildcards and joints: `*`, `**`, `*+*`, `CVE-*+*`. */
function isTooBroad(triggerId: string): boolean {
  return triggerId.includes('*') && /^(?:CVE-|GHSA-)?[*+]*$/i.test(triggerId);
}
