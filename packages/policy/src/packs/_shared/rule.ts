/** What a rule asks for, as documents write it. GO rules only report. */
export type RuleAction = 'STOP' | 'WARN' | 'GO';

/** A rule as a document holds it, but for the ids of controls: those come from the pack's table of controls. */
export interface PackRule {
  readonly id: string;
  readonly gate: string;
  readonly trigger: string;
  readonly action: RuleAction;
  readonly params: readonly { readonly name: string; readonly value: string }[];
  readonly recommendation: string;
}

/** A check of the library: a rule that waits for its action. Packs may ask for another id. */
export type Check = (action: RuleAction, id?: string) => PackRule;

/** What a check looks at; `what` is `gate.trigger`. */
interface CheckSpec {
  readonly id: string;
  readonly what: `${string}.${string}`;
  readonly params?: Readonly<Record<string, string>>;
  /** What to do about a finding. */
  readonly recommendation: string;
}

/** Makes a check of the library. */
export function check({ id, what, params = {}, recommendation }: CheckSpec): Check {
  const [gate = '', trigger = ''] = what.split('.');
  const list = Object.entries(params).map(([name, value]) => ({ name, value }));
  return (action, otherId = id) => ({ id: otherId, gate, trigger, action, params: list, recommendation });
}
