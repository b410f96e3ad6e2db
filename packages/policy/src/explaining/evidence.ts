import { type Finding, hideSecrets, type Match, type Package, type PolicyFacts } from '@gantry/core';
import { packageLayer } from '../gates/_shared/about-package.ts';
import { type DockerfileLine, parseDockerfile } from '../gates/dockerfile/parse-dockerfile.ts';

/** What a finding rests on, as far as it is about a package, a match, a file or a line. */
export interface Evidence {
  readonly package: {
    readonly id: string;
    readonly name: string;
    readonly version: string | null;
    readonly kind: string;
    readonly purl: string | null;
    readonly paths: readonly string[];
  } | null;
  readonly match: {
    readonly vulnerability: string;
    readonly advisory: string;
    readonly feed: string;
    readonly severity: string;
    readonly range: string;
    readonly how: string;
    readonly fixedIn: readonly string[];
    readonly url: string | null;
  } | null;
  readonly file: string | null;
  readonly layer: { readonly diffId: string; readonly number: number | null; readonly createdBy: string | null } | null;
  readonly dockerfile: (DockerfileLine & { readonly mode: string }) | null;
}

/** Looks up what findings rest on; the facts are indexed once. */
export function evidenceFinder(facts: PolicyFacts): (finding: Finding) => Evidence {
  const packages = new Map(facts.bill.packages.map((one) => [one.id, one]));
  const matches = matchIndex(facts);
  const lines = parseDockerfile(facts.dockerfile);
  return (finding) => {
    const one = finding.packageId === null ? undefined : packages.get(finding.packageId);
    const layer = finding.layer ?? (one === undefined ? null : packageLayer(one));
    return {
      package: one ? packageFacts(one) : null,
      match: matchFacts(matches.get(`${finding.vulnerability ?? ''} ${finding.packageId ?? ''}`)),
      file: finding.path ?? one?.locations[0]?.path ?? null,
      layer: layer === null ? null : layerFacts(facts, layer),
      dockerfile: lineOf(finding, lines, facts),
    };
  };
}

/** By name of the vulnerability (any of its names) and package, and by name alone. */
function matchIndex({ report }: PolicyFacts): ReadonlyMap<string, Match> {
  const index = new Map<string, Match>();
  for (const match of report?.matches ?? []) {
    for (const name of [match.vulnerability, match.advisory, ...match.aliases]) {
      index.set(`${name} ${match.packageId}`, match);
      if (!index.has(`${name} `)) index.set(`${name} `, match);
    }
  }
  return index;
}

function packageFacts({ id, name, version, kind, purl, locations }: Package): NonNullable<Evidence['package']> {
  return { id, name, version, kind, purl, paths: locations.slice(0, 20).map(({ path }) => path) };
}

function matchFacts(match: Match | undefined): Evidence['match'] {
  if (!match) return null;
  const { vulnerability, advisory, feed, severity, evidence, fix, url } = match;
  return {
    ...{ vulnerability, advisory, feed, severity, url },
    range: evidence.range,
    how: evidence.how,
    fixedIn: fix.versions,
  };
}

function layerFacts({ bill }: PolicyFacts, diffId: string): NonNullable<Evidence['layer']> {
  const layers = bill.source.kind === 'image' ? bill.source.layers : [];
  const at = layers.findIndex((layer) => layer.diffId === diffId);
  const createdBy = layers[at]?.createdBy;
  return { diffId, number: at < 0 ? null : at + 1, createdBy: createdBy === undefined ? null : hideSecrets(createdBy) };
}

/** The line that a finding of the Dockerfile quotes; of the effective user the last USER line. */
function lineOf(finding: Finding, lines: readonly DockerfileLine[], facts: PolicyFacts): Evidence['dockerfile'] {
  if (finding.gate !== 'dockerfile') return null;
  const { mode } = facts.dockerfile;
  const known = finding.line === undefined ? undefined : lines.find(({ line }) => line === finding.line);
  const line = known ?? (finding.trigger === 'effective_user' ? lines.findLast(isOf('USER')) : quoted(finding, lines));
  return line ? { ...line, argument: hideSecrets(line.argument), mode } : null;
}

function quoted({ message, trigger }: Finding, lines: readonly DockerfileLine[]): DockerfileLine | undefined {
  const port = trigger === 'exposed_ports' ? /port \(([^)]*)\)/.exec(message)?.[1] : undefined;
  if (port !== undefined) {
    return lines.find((line) => isOf('EXPOSE')(line) && line.argument.split(/\s+/).includes(port));
  }
  const instruction = /directive '([A-Z]+)'/.exec(message)?.[1] ?? '';
  return lines.find((line) => isOf(instruction)(line) && message.endsWith(`for line '${hideSecrets(line.argument)}'`));
}

function isOf(instruction: string) {
  return (line: DockerfileLine): boolean => line.instruction === instruction;
}
