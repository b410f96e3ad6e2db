import type { DockerfileEdit, ImageConfig, Match, Package, PolicyFacts, Rebase, Remedy } from '@gantry/core';
import { editDockerfile } from '../gates/dockerfile/edit-dockerfile.ts';
import { changeFiles } from './change-files.ts';
import { isCleared } from './package-edits.ts';
import type { Edit, StillAffected } from './types.ts';

/** The facts as they would be with the edits made, as far as that can be worked out; advice changes nothing. */
export function applyEdits(facts: PolicyFacts, edits: readonly Edit[], stillAffected?: StillAffected): PolicyFacts {
  const single = edits.flatMap(singleEdits);
  const lines = single.flatMap((edit) => (edit.kind === 'dockerfile' && edit.edit ? [edit.edit] : []));
  const packagesEdited = withPackages(facts, packageEdits(single), stillAffected);
  return lines.length === 0 ? packagesEdited : changeFiles(withDockerfile(packagesEdited, lines), lines);
}

type SingleEdit = Exclude<Remedy, Rebase> & { readonly packageIds: readonly string[] };
/** Another base is everything that it must have. */
function singleEdits(edit: Edit): SingleEdit[] {
  if (edit.kind !== 'rebase') return [edit];
  return edit.needs.map((need) => ({ ...need, packageIds: 'packageId' in need ? [need.packageId] : [] }));
}

type PackageEdit = Extract<SingleEdit, { kind: 'remove' | 'upgrade' }>;

/** What happens to each package: it is removed, or has the last of the versions that were asked for. */
function packageEdits(edits: readonly SingleEdit[]): ReadonlyMap<string, PackageEdit> {
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

/** The configuration of the image follows its Dockerfile: ports, variables and labels, and the last USER. */
function withDockerfile(facts: PolicyFacts, edits: readonly DockerfileEdit[]): PolicyFacts {
  const dockerfile = editDockerfile(facts.dockerfile, edits);
  const { source } = facts.bill;
  if (source.kind !== 'image') return { ...facts, dockerfile };
  const changed = { ...source, config: edits.reduce(editConfig, source.config) };
  return { ...facts, dockerfile, bill: { ...facts.bill, source: changed } };
}

function editConfig(config: ImageConfig, edit: DockerfileEdit): ImageConfig {
  if (edit.op === 'files') return config;
  if (edit.op === 'unexpose') return withoutPort(config, edit.port);
  if (edit.op === 'append') return withLine(config, edit.line);
  const line = edit.op === 'replace-line' ? edit.line : '';
  return withLine(withoutLine(config, { ...edit, line }), line);
}

function withoutPort(config: ImageConfig, port: string): ImageConfig {
  return { ...config, exposedPorts: config.exposedPorts.filter((one) => one !== port) };
}

/** What a line set goes with it, unless the line in its place sets it too. */
function withoutLine(
  config: ImageConfig,
  { instruction, argument, line }: { readonly instruction: string; readonly argument: string; readonly line: string },
): ImageConfig {
  const keeps = (text: string) => line.includes(text);
  if (instruction === 'EXPOSE') {
    const ports = argument.split(/[\s,]+/).filter((port) => !line.split(/[\s,]+/).includes(port));
    const gone = new Set(ports.flatMap((port) => (port.includes('/') ? [port] : [port, `${port}/tcp`])));
    return { ...config, exposedPorts: config.exposedPorts.filter((port) => !gone.has(port)) };
  }
  if (instruction !== 'ENV') return config;
  const names = new Set(argument.match(/(?<=^|\s)[^\s=]+(?==|\s)/g) ?? []);
  const isGone = (entry: string) => {
    const name = entry.split('=', 1)[0] ?? '';
    return names.has(name) && !keeps(`${name}=`);
  };
  return { ...config, env: config.env.filter((entry) => !isGone(entry)) };
}

function withLine(config: ImageConfig, line: string): ImageConfig {
  const user = /^USER\s+(\S+)\s*$/i.exec(line)?.[1];
  if (user !== undefined) return { ...config, user };
  const label = /^LABEL\s+([^\s=]+)=(".*")\s*$/i.exec(line);
  if (!label?.[1] || !label[2]) return config;
  return { ...config, labels: { ...config.labels, [label[1]]: readQuoted(label[2]) } };
}

function readQuoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}
