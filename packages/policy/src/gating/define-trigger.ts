import type { FactPart } from '@gantry/core';
import type { RuleParameter } from '../model/types.ts';
import type { GateContext } from './context.ts';
import type { Outcome } from './outcome.ts';
import { type Parameter, type ParameterProblem, readParameters, type Values } from './parameters.ts';

/** `deprecated`: another does it better. `eol`: the format had it once, and it is gone. */
export type LifeCycle = 'active' | 'deprecated' | 'eol';

type Parameters = Readonly<Record<string, Parameter<unknown>>>;

/** The declaration of a trigger. */
export interface TriggerSpec<P extends Parameters> {
  readonly name: string;
  /** When it fires, in a sentence. */
  readonly help: string;
  /** What the format's version 1 called it, or another old name. */
  readonly aliases?: readonly string[];
  readonly state?: LifeCycle;
  readonly supersededBy?: string;
  /** True for triggers that only Gantry has. */
  readonly ours?: boolean;
  /** Facts that it looks at besides the bill and the matches: they are collected only when some rule needs them. */
  readonly needs?: readonly FactPart[];
  /** Further facts that it looks at with these parameters only. */
  readonly needsWith?: (values: Values<P>) => readonly FactPart[];
  /** Files whose content it wants to see with these parameters: absolute paths. Goes with the need `retrievedFiles`. */
  readonly retrieves?: (values: Values<P>) => readonly string[];
  readonly params: P;
  /** What is wrong with parameters that are each fine on their own. */
  readonly check?: (values: Values<P>) => readonly { readonly parameter: string; readonly details: string }[];
  readonly run: (context: GateContext, values: Values<P>) => Outcome;
}

/** A trigger as rules, catalogue and evaluation see it. */
export interface Trigger {
  readonly name: string;
  readonly help: string;
  readonly aliases: readonly string[];
  readonly state: LifeCycle;
  readonly supersededBy: string | null;
  readonly ours: boolean;
  readonly needs: readonly FactPart[];
  readonly parameters: readonly Parameter<unknown>[];
  /** Puts a rule's parameters on it. */
  bind(params: readonly RuleParameter[]): BoundTrigger;
}

/** A trigger with the parameters of a rule, ready to run, or what is wrong with them. */
export type BoundTrigger =
  | {
      readonly ok: true;
      readonly run: (context: GateContext) => Outcome;
      readonly needs: readonly FactPart[];
      readonly retrieves: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly ParameterProblem[] };

/** Declares a trigger; the types of its parameters reach `run`. */
export function defineTrigger<const P extends Parameters>(spec: TriggerSpec<P>): Trigger {
  return {
    name: spec.name,
    help: spec.help,
    aliases: spec.aliases ?? [],
    state: spec.state ?? 'active',
    supersededBy: spec.supersededBy ?? null,
    ours: spec.ours ?? false,
    needs: spec.needs ?? [],
    parameters: Object.values(spec.params),
    bind: (params) => bind(spec, params),
  };
}

function bind<P extends Parameters>(spec: TriggerSpec<P>, params: readonly RuleParameter[]): BoundTrigger {
  const read = readParameters(spec.params, params);
  if (!read.ok) return read;
  const wrong = spec.check?.(read.values) ?? [];
  if (wrong.length > 0) return { ok: false, problems: wrong.map((one) => ({ type: 'invalid_parameter', ...one })) };
  const retrieves = spec.retrieves?.(read.values) ?? [];
  const needs = [...(spec.needs ?? []), ...(spec.needsWith?.(read.values) ?? [])];
  return { ok: true, run: (context) => spec.run(context, read.values), needs, retrieves };
}
