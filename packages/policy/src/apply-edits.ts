import type { DockerfileEdit, ImageConfig, Match, Package, PolicyFacts } from '@gantry/core';
import { editDockerfile } from './gates/dockerfile/edit-dockerfile.ts';
import { type Edit, isCleared, type StillAffected } from './plan-edits.ts';

/** The facts as they would be with the edits made, as far as that can be worked out. */
export function applyEdits(facts: PolicyFacts, edits: readonly Edit[], stillAffected?: StillAffected): PolicyFacts {
  const packagesEdited = withPackages(facts, packageEdits(edits), stillAffected);
  return edits.reduce(
    (before, edit) =>
      edit.kind === 'dockerfile' && edit.edit !== undefined ? withDockerfile(before, edit.edit) : before,
    packagesEdited,
  );
}

type PackageEdit = Extract<Edit, { kind: 'remove' | 'upgrade' }>;

/** What happens to each package: it is removed, or has the last of the versions that were asked for. */
function packageEdits(edits: readonly Edit[]): ReadonlyMap<string, PackageEdit> {
  const byId = new Map<string, PackageEdit>();
  for (const edit of edits) {
    if (edit.kind !== 'remove' && edit.kind !== 'upgrade') continue;
    for (const id of edit.packageIds) if (byId.get(id)?.kind !== 'remove') byId.set(id, edit);
  }
  return byId;
}

/** All packages in one pass: there may be as many edits as packages. */
function withPackages(
  facts: PolicyFacts,
  edits: ReadonlyMap<string, PackageEdit>,
  stillAffected: StillAffected | undefined,
): PolicyFacts {
  if (edits.size === 0) return facts;
  const upgraded = new Map<string, { readonly one: Package; readonly version: string }>();
  const packages = facts.bill.packages.flatMap((one) => {
    const edit = edits.get(one.id);
    if (edit === undefined) return [one];
    if (edit.kind === 'remove') return [];
    upgraded.set(one.id, { one, version: edit.to });
    return [{ ...one, version: edit.to }];
  });
  const stays = (match: Match): boolean => {
    if (edits.get(match.packageId)?.kind === 'remove') return false;
    const change = upgraded.get(match.packageId);
    return change === undefined || !isCleared(change.one, match, { version: change.version, stillAffected });
  };
  return { ...facts, bill: { ...facts.bill, packages }, report: keepMatches(facts, stays) };
}

function keepMatches({ report }: PolicyFacts, keep: (match: Match) => boolean): PolicyFacts['report'] {
  return report && { ...report, matches: report.matches.filter(keep) };
}

/** The configuration of the image follows its Dockerfile: a port that is no longer exposed is in neither, a last USER is in both. */
function withDockerfile(facts: PolicyFacts, edit: DockerfileEdit): PolicyFacts {
  const dockerfile = editDockerfile(facts.dockerfile, edit);
  const { source } = facts.bill;
  if (source.kind !== 'image') return { ...facts, dockerfile };
  const changed = { ...source, config: editConfig(source.config, edit) };
  return { ...facts, dockerfile, bill: { ...facts.bill, source: changed } };
}

function editConfig(config: ImageConfig, edit: DockerfileEdit): ImageConfig {
  if (edit.op === 'unexpose') {
    return { ...config, exposedPorts: config.exposedPorts.filter((port) => port !== edit.port) };
  }
  const user = edit.op === 'append' ? /^USER\s+(\S+)\s*$/i.exec(edit.line)?.[1] : undefined;
  return user === undefined ? config : { ...config, user };
}
