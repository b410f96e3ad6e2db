import type { Control, PolicyPack } from '../model/types.ts';

/** How many controls a pack speaks of, by how far its rules can decide them. */
export type ControlsByAutomation = Readonly<Record<Control['automation'] | 'total', number>>;

/** Counts the controls of a pack. */
export function controlsByAutomation({ controls }: PolicyPack): ControlsByAutomation {
  const of = (wanted: Control['automation']) => controls.filter(({ automation }) => automation === wanted).length;
  return { total: controls.length, yes: of('yes'), partly: of('partly'), evidence: of('evidence'), no: of('no') };
}

/** A pack in a few words, with the names that documents have for them. */
export function packSummary(pack: PolicyPack) {
  const { name, title, about, framework } = pack;
  return {
    ...{ name, title, about },
    framework: framework && {
      id: framework.id,
      title: framework.title,
      version: framework.version,
      source: framework.source,
      last_verified: framework.lastVerified,
    },
    controls: controlsByAutomation(pack),
    rules: rulesOfPack(pack).length,
  };
}

/** A rule of a pack, as far as reports tell of it. */
export interface PackRule {
  readonly id: string;
  readonly recommendation: string;
  /** It fires for what is not there. */
  readonly firesOnAbsence: boolean;
}

/** The rules of a pack, in the order of its policy. */
export function rulesOfPack({ policy }: PolicyPack): PackRule[] {
  return listOf(policy['rule_sets']).flatMap(({ rules }) =>
    listOf(rules).map(({ id, recommendation, params }) => ({
      id: String(id),
      recommendation: String(recommendation ?? ''),
      firesOnAbsence: listOf(params).some(({ name, value }) => name === 'check' && value === 'not_exists'),
    })),
  );
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];
}
