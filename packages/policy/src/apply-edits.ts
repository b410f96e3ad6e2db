import type { Bill, Match, Package, PolicyFacts } from '@gantry/core';
import { editDockerfile } from './gates/dockerfile/edit-dockerfile.ts';
import { type Edit, isCleared, type StillAffected } from './plan-edits.ts';

/** The facts as they would be with the edits made, as far as that can be worked out. */
export function applyEdits(facts: PolicyFacts, edits: readonly Edit[], stillAffected?: StillAffected): PolicyFacts {
  return edits.reduce((before, edit) => applyEdit(before, edit, stillAffected), facts);
}

function applyEdit(facts: PolicyFacts, edit: Edit, stillAffected: StillAffected | undefined): PolicyFacts {
  const ids = new Set(edit.packageIds);
  switch (edit.kind) {
    case 'remove':
      return withoutPackages(facts, ids);
    case 'upgrade':
      return upgraded(facts, { ids, version: edit.to, stillAffected });
    case 'dockerfile':
      return edit.edit === undefined ? facts : withDockerfile(facts, edit.edit);
    case 'data':
      return facts;
  }
}

function withoutPackages(facts: PolicyFacts, ids: ReadonlySet<string>): PolicyFacts {
  const packages = facts.bill.packages.filter(({ id }) => !ids.has(id));
  const bill: Bill = { ...facts.bill, packages };
  return { ...facts, bill, report: keepMatches(facts, ({ packageId }) => !ids.has(packageId)) };
}

interface Upgrade {
  readonly ids: ReadonlySet<string>;
  readonly version: string;
  readonly stillAffected: StillAffected | undefined;
}

function upgraded(facts: PolicyFacts, { ids, version, stillAffected }: Upgrade): PolicyFacts {
  const before = new Map<string, Package>();
  const packages = facts.bill.packages.map((one) => {
    if (!ids.has(one.id)) return one;
    before.set(one.id, one);
    return { ...one, version };
  });
  const stays = (match: Match) => {
    const one = before.get(match.packageId);
    return one === undefined || !isCleared(one, match, { version, stillAffected });
  };
  return { ...facts, bill: { ...facts.bill, packages }, report: keepMatches(facts, stays) };
}

function keepMatches({ report }: PolicyFacts, keep: (match: Match) => boolean): PolicyFacts['report'] {
  return report && { ...report, matches: report.matches.filter(keep) };
}

/** The configuration of the image follows its Dockerfile: a port that is no longer exposed is in neither. */
function withDockerfile(facts: PolicyFacts, edit: Parameters<typeof editDockerfile>[1]): PolicyFacts {
  const dockerfile = editDockerfile(facts.dockerfile, edit);
  const { source } = facts.bill;
  if (edit.op !== 'unexpose' || source.kind !== 'image') return { ...facts, dockerfile };
  const exposedPorts = source.config.exposedPorts.filter((port) => port !== edit.port);
  const changed = { ...source, config: { ...source.config, exposedPorts } };
  return { ...facts, dockerfile, bill: { ...facts.bill, source: changed } };
}
