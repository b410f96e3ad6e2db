import type { Gate } from './define-gate.ts';
import type { Trigger } from './define-trigger.ts';

/** Gates and triggers that the format knows and that do not run here. */
export interface KnownAbsent {
  readonly gate: string;
  /** Null for the whole gate. */
  readonly trigger: string | null;
  /** `eol`: the format itself ended it. `not-available`: not in this release. */
  readonly why: 'eol' | 'not-available';
  /** The gate that asks the same now. */
  readonly instead?: string;
}

/** Everything that a rule may name. */
export interface Catalogue {
  readonly gates: readonly Gate[];
  readonly absent: readonly KnownAbsent[];
}

/** What a rule's gate and trigger stand for. Names have no case. */
export type FoundTrigger =
  | { readonly kind: 'trigger'; readonly gate: Gate; readonly trigger: Trigger }
  | { readonly kind: 'absent'; readonly absent: KnownAbsent }
  | { readonly kind: 'unknown-gate'; readonly known: readonly string[] }
  | { readonly kind: 'unknown-trigger'; readonly known: readonly string[] };

/** Looks a rule's gate and trigger up. */
export function findTrigger(catalogue: Catalogue, gateName: string, triggerName: string): FoundTrigger {
  const wanted = triggerName.toLowerCase();
  const gate = catalogue.gates.find(({ name }) => name === gateName.toLowerCase());
  const trigger = gate?.triggers.find(({ name, aliases }) => name === wanted || aliases.includes(wanted));
  if (gate && trigger) return { kind: 'trigger', gate, trigger };
  const absent = catalogue.absent.find(
    (one) => one.gate === gateName.toLowerCase() && (one.trigger === null || one.trigger === wanted),
  );
  if (absent) return { kind: 'absent', absent };
  if (gate) return { kind: 'unknown-trigger', known: gate.triggers.map(({ name }) => name) };
  return { kind: 'unknown-gate', known: catalogue.gates.map(({ name }) => name) };
}
