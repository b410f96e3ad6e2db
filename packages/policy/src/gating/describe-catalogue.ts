import type { LifeCycle } from './define-trigger.ts';
import type { Catalogue } from './find-trigger.ts';

/** What `gantry policy spec`, the rule editor and the documentation show of the gates. */
export interface GateDescription {
  readonly name: string;
  readonly help: string;
  readonly state: LifeCycle;
  readonly supersededBy: string | null;
  readonly artifacts: readonly string[];
  readonly triggers: readonly TriggerDescription[];
}

/** A trigger as plain data. */
export interface TriggerDescription {
  readonly name: string;
  readonly help: string;
  readonly state: LifeCycle;
  readonly supersededBy: string | null;
  /** True for triggers that only Gantry has. */
  readonly ours: boolean;
  /** Facts that must have been collected. */
  readonly needs: readonly string[];
  readonly parameters: readonly ParameterDescription[];
}

/** A parameter of a trigger as plain data. */
export interface ParameterDescription {
  readonly name: string;
  readonly help: string;
  readonly example: string;
  readonly required: boolean;
  readonly fallback: string | null;
  readonly aliases: readonly string[];
  readonly validator: { readonly type: string; readonly says: string; readonly allowed: readonly string[] | null };
}

/** Every gate, trigger and parameter as plain data. */
export function describeCatalogue({ gates }: Catalogue): GateDescription[] {
  return gates.map(({ name, help, state, supersededBy, artifacts, triggers }) => ({
    name,
    help,
    state,
    supersededBy,
    artifacts,
    triggers: triggers.map((trigger) => ({
      name: trigger.name,
      help: trigger.help,
      state: trigger.state,
      supersededBy: trigger.supersededBy,
      ours: trigger.ours,
      needs: trigger.needs,
      parameters: trigger.parameters.map((parameter) => ({
        name: parameter.name,
        help: parameter.help,
        example: parameter.example,
        required: parameter.required,
        fallback: parameter.fallback,
        aliases: parameter.aliases,
        validator: {
          type: parameter.validator.type,
          says: parameter.validator.says,
          allowed: parameter.validator.allowed ?? null,
        },
      })),
    })),
  }));
}
