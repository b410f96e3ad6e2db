import { neededFacts, type Policy } from '@gantry/policy';
import { type AdvisoryDatabase, findMatches } from '@gantry/vulns';
import type { Evaluated } from '../render/evaluated.ts';
import type { OptionValues } from '../settings/option.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { baseFacts } from './base.ts';
import { readTarget, type Wanted } from './bill.ts';
import { handedIn } from './context-facts.ts';
import { verdictOf } from './verdict.ts';
import { wantedFor } from './wanted.ts';

/** What an evaluation is made with. */
export interface Evaluating {
  readonly policy: Policy;
  readonly store: AdvisoryDatabase;
  readonly options: OptionValues;
  readonly terminal: Terminal;
}

/** Reads of a target what the policy needs, nothing else, and puts it through the policy. */
export async function evaluateTarget(
  target: string,
  { policy, store, options, terminal }: Evaluating,
): Promise<Evaluated> {
  const needed = neededFacts(policy);
  const asked = await wantedFor(needed, options, terminal);
  // What can fail early fails before the target is read.
  const context = await handedIn(options, terminal);
  const wanted = listsMalware(store) ? withDigests(asked) : asked;
  const { bill, inspection, attachments } = await readTarget(target, { options, terminal, wanted });
  const report = findMatches(bill, store, { files: inspection?.files ?? null });
  const base = await baseFacts(bill, options, terminal);
  const inputs = { bill, report, policy, inspection, context: { ...context, ...base, attachments } };
  return verdictOf(inputs, options, terminal);
}

function listsMalware(store: AdvisoryDatabase): boolean {
  return store.facts().sources.some(({ feed, records }) => feed === 'malware-hashes' && records > 0);
}

/** Lists of malicious files know them by their digests. */
function withDigests(wanted: Wanted): Wanted {
  const { inspect } = wanted;
  if (inspect?.parts.has('malware') !== true) return wanted;
  return { ...wanted, inspect: { ...inspect, parts: new Set([...inspect.parts, 'files']) } };
}
