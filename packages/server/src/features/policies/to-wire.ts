import type { Policy } from '@gantry/contract';
import type { GateSpec, PolicyRecord, PolicyTestReport } from '@gantry/contract/policies';
import type {
  GateDescription,
  ParameterDescription,
  PolicyTestReport as TestReport,
  TriggerDescription,
} from '@gantry/policy';
import { toTimestamp } from '../../kernel/clock/index.ts';
import type { Row } from '../../kernel/db/index.ts';

/** A policy as the API shows it, with its document or without. */
export function toRecord(row: Row<'policy'>, detail: boolean): PolicyRecord {
  return {
    policy_id: row.id,
    name: row.name,
    description: row.description ?? '',
    active: row.active,
    account_name: row.account,
    policy_source: row.source,
    created_at: toTimestamp(row.created_at),
    last_updated: toTimestamp(row.last_updated),
    // What is stored was written by `policyDocument`, which gives every field of the format.
    policy: detail ? (row.document as Policy) : null,
  };
}

/** A gate as the API shows it. */
export function toGateSpec(gate: GateDescription): GateSpec {
  return {
    name: gate.name,
    description: gate.help,
    supported_artifact_type: gate.artifacts.includes('image') ? 'image' : 'source',
    state: gate.state,
    superseded_by: gate.supersededBy,
    triggers: gate.triggers.map(toTriggerSpec),
  };
}

function toTriggerSpec(trigger: TriggerDescription) {
  return {
    name: trigger.name,
    description: trigger.help,
    state: trigger.state,
    superseded_by: trigger.supersededBy,
    parameters: trigger.parameters.map(toParameterSpec),
  };
}

function toParameterSpec({ name, help, example, required, fallback, validator }: ParameterDescription) {
  const { type, says, allowed } = validator;
  return {
    name,
    description: help,
    example,
    required,
    state: 'active' as const,
    superseded_by: null,
    validator: {
      type,
      description: says,
      ...(allowed === null ? {} : { allowed_values: allowed }),
      ...(fallback === null ? {} : { default: fallback }),
    },
  };
}

/** What tests of a policy said, as the API shows it. */
export function toTestReport(id: string, { passed, results, coverage }: TestReport): PolicyTestReport {
  return {
    policy_id: id,
    passed,
    results: results.map((result) => ({ ...result, failures: [...result.failures] })),
    coverage: {
      both: coverage.both,
      rules: coverage.rules.map(({ ruleSetId, ruleId, ...rest }) => ({
        ...{ rule_set_id: ruleSetId, rule_id: ruleId },
        ...rest,
      })),
    },
  };
}
