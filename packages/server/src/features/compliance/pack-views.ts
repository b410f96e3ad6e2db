import type { CompliancePackDetail } from '@gantry/contract/compliance';
import { type PolicyPack, packSummary, packs } from '@gantry/policy';
import { complianceErrors } from './errors.ts';

/** The pack of a name. COMPLIANCE_NO_SUCH_PACK. */
export function packNamed(name: string): PolicyPack {
  const pack = packs.find((one) => one.name === name);
  if (pack === undefined) throw complianceErrors.NO_SUCH_PACK({ name: name.slice(0, 200) });
  return pack;
}

/** A pack with everything that it says. */
export function toDetail(pack: PolicyPack): CompliancePackDetail {
  return {
    ...packSummary(pack),
    control_list: pack.controls.map(({ id, title, automation, rules, manual, needs, onlyOn }) => ({
      ...{ id, title, automation },
      rules: [...rules],
      manual: manual ?? null,
      needs: [...(needs ?? [])],
      only_on: onlyOn ? [...onlyOn] : null,
    })),
    needs: pack.needs.map(({ name, says, rule }) => ({
      ...{ name, says },
      rule: rule && { ...rule, params: [...rule.params] },
    })),
    policy: pack.policy,
  };
}
