import { type FileFacts, type ImageSource, type Match, type Package, type PolicyFacts, severities } from '@gantry/core';
import { celObject } from './variables.ts';

/** The items of an artifact with the objects that expressions see, made when they are first asked for. */
export interface CelFacts {
  readonly artifact: object;
  readonly packages: readonly object[];
  readonly distro: object | null;
  readonly dockerfile: object;
  readonly config: object | null;
  readonly annotations: Readonly<Record<string, string>> | null;
  readonly matches: readonly object[] | null;
  readonly files: readonly object[] | null;
}

const known = new WeakMap<PolicyFacts, CelFacts>();

/** The facts as expressions see them; null for what was not collected or the artifact has not. */
export function celFacts(facts: PolicyFacts): CelFacts {
  const made = known.get(facts) ?? lazyFacts(facts);
  known.set(facts, made);
  return made;
}

function lazyFacts(facts: PolicyFacts): CelFacts {
  const { bill, report, dockerfile, inspection, annotations } = facts;
  const { distro, source } = bill;
  const image = source.kind === 'image' ? source : null;
  return {
    artifact: artifactOf(facts),
    packages: bill.packages.map(packageObject),
    distro: distro && celObject('Distro', { id: distro.id, version: distro.version, id_like: distro.idLike }),
    dockerfile: celObject('Dockerfile', { mode: dockerfile.mode, text: dockerfile.text }),
    config: image && configObject(image),
    annotations: annotations ?? null,
    matches: report && matchObjects(facts),
    files: inspection?.files?.entries.map(fileObject) ?? null,
  };
}

function artifactOf({ bill, tag }: PolicyFacts): object {
  const { source } = bill;
  const shared = { kind: source.kind, tag, unread: BigInt(bill.unread.length) };
  if (source.kind !== 'image') return celObject('Artifact', shared);
  return celObject('Artifact', {
    ...shared,
    digest: source.manifestDigest,
    image_id: source.imageId,
    os: source.platform.os,
    architecture: source.platform.architecture,
    size: BigInt(source.size),
    layers: BigInt(source.layers.length),
  });
}

function packageObject(one: Package): object {
  const { name, version, kind, purl, cpes, evidence, locations } = one;
  const licenses = one.licenses.map(({ spdx, value }) => spdx ?? value);
  const paths = locations.map(({ path }) => path);
  const [first] = locations;
  return celObject('Package', {
    name,
    version,
    kind,
    purl,
    cpes,
    evidence,
    licenses,
    paths,
    path: first?.path,
    layer: first?.layer,
  });
}

function matchObjects({ bill, report }: PolicyFacts): object[] {
  const packages = new Map(bill.packages.map((one) => [one.id, one]));
  return (report?.matches ?? []).map((match) => matchObject(match, packages.get(match.packageId)));
}

function matchObject(match: Match, one: Package | undefined): object {
  const scores = match.scores.map(({ baseScore }) => baseScore);
  return celObject('Match', {
    vulnerability: match.vulnerability,
    aliases: match.aliases,
    severity: match.severity,
    severity_rank: BigInt(severities.indexOf(match.severity)),
    package: one?.name,
    package_version: one?.version,
    package_kind: one?.kind,
    cvss: scores.length === 0 ? null : Math.max(...scores),
    epss: match.epss?.score,
    epss_percentile: match.epss?.percentile,
    known_exploited: match.knownExploited !== null,
    malicious: match.malicious,
    fix_state: match.fix.state,
    fixed_in: match.fix.versions,
    published: timeOf(match.published),
    source: match.feed,
  });
}

function configObject({ config }: ImageSource): object {
  return celObject('Config', {
    user: config.user ?? '',
    env: new Map(config.env.map(splitVariable)),
    labels: new Map(Object.entries(config.labels)),
    exposed_ports: config.exposedPorts,
    entrypoint: config.entrypoint,
    cmd: config.cmd,
    volumes: config.volumes,
    workdir: config.workingDir ?? '',
    stop_signal: config.stopSignal,
    healthcheck: config.healthcheck !== undefined && config.healthcheck.test[0] !== 'NONE',
    created: timeOf(config.created ?? null),
  });
}

function splitVariable(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function fileObject({ path, type, mode, uid, gid, size, sha256, target, layer, capabilities }: FileFacts): object {
  const numbers = { mode: BigInt(mode), uid: BigInt(uid), gid: BigInt(gid), size: BigInt(size) };
  return celObject('File', {
    ...{ path, type, sha256, target, layer, ...numbers },
    capabilities: capabilities ?? [],
    setuid: (mode & 0o4000) !== 0,
    setgid: (mode & 0o2000) !== 0,
    world_writable: type !== 'symlink' && (mode & 0o002) !== 0,
    executable: type === 'file' && (mode & 0o111) !== 0,
  });
}

function timeOf(text: string | null): Date | null {
  const time = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time);
}
