import { Environment } from '@marcbachmann/cel-js';
import { matchesPattern } from './matches-pattern.ts';

/** Fields of a type: name and CEL type. A field without a value is absent: `has(item.fix)` tells. */
type Fields = Readonly<Record<string, string>>;

const timestamp = 'google.protobuf.Timestamp';

/** The types that expressions see. */
export const celTypes = {
  Artifact: {
    kind: 'string',
    tag: 'string',
    digest: 'string',
    image_id: 'string',
    os: 'string',
    architecture: 'string',
    size: 'int',
    layers: 'int',
    unread: 'int',
  },
  Config: {
    user: 'string',
    env: 'map<string, string>',
    labels: 'map<string, string>',
    exposed_ports: 'list<string>',
    entrypoint: 'list<string>',
    cmd: 'list<string>',
    volumes: 'list<string>',
    workdir: 'string',
    stop_signal: 'string',
    healthcheck: 'bool',
    created: timestamp,
  },
  Distro: { id: 'string', version: 'string', id_like: 'list<string>' },
  Dockerfile: { mode: 'string', text: 'string' },
  File: {
    path: 'string',
    type: 'string',
    mode: 'int',
    uid: 'int',
    gid: 'int',
    size: 'int',
    sha256: 'string',
    target: 'string',
    layer: 'string',
    capabilities: 'list<string>',
    setuid: 'bool',
    setgid: 'bool',
    world_writable: 'bool',
    executable: 'bool',
  },
  Match: {
    vulnerability: 'string',
    aliases: 'list<string>',
    severity: 'string',
    severity_rank: 'int',
    package: 'string',
    package_version: 'string',
    package_kind: 'string',
    cvss: 'double',
    epss: 'double',
    epss_percentile: 'double',
    known_exploited: 'bool',
    malicious: 'bool',
    fix_state: 'string',
    fixed_in: 'list<string>',
    published: timestamp,
    source: 'string',
  },
  Package: {
    name: 'string',
    version: 'string',
    kind: 'string',
    purl: 'string',
    licenses: 'list<string>',
    cpes: 'list<string>',
    path: 'string',
    paths: 'list<string>',
    layer: 'string',
    evidence: 'string',
  },
} as const satisfies Readonly<Record<string, Fields>>;

/** A type that expressions see. */
export type CelType = keyof typeof celTypes;

/** What expressions may name; `item` besides these when they are asked of every package, match or file. */
export const celVariables = {
  annotations: 'map<string, string>',
  artifact: 'Artifact',
  config: 'Config',
  distro: 'Distro',
  dockerfile: 'Dockerfile',
  files: 'list<File>',
  matches: 'list<Match>',
  now: timestamp,
  packages: 'list<Package>',
} as const;

/** A variable of every expression. */
export type CelVariable = keyof typeof celVariables;

/** What an expression may be asked of, and the type of `item` then. */
export const itemTypes = { artifact: null, package: 'Package', match: 'Match', file: 'File' } as const;

/** What an expression is asked of. */
export type Over = keyof typeof itemTypes;

/** Objects of these classes are what the types stand for. */
const classes = Object.fromEntries(Object.keys(celTypes).map((name) => [name, class {}])) as Record<
  CelType,
  new () => object
>;

/** A value of a type; fields that are null or undefined are absent. */
export function celObject(type: CelType, fields: Readonly<Record<string, unknown>>): object {
  const present = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return Object.assign(new classes[type](), Object.fromEntries(present));
}

const environments = new Map<Over, Environment>();

/** The environment of expressions: types, variables, and bounds of what one may hold. */
export function celEnvironment(over: Over): Environment {
  const known = environments.get(over) ?? newEnvironment(over);
  environments.set(over, known);
  return known;
}

function newEnvironment(over: Over): Environment {
  const limits = { maxAstNodes: 1_000, maxDepth: 40, maxListElements: 500, maxMapEntries: 100, maxCallArguments: 8 };
  const environment = new Environment({ unlistedVariablesAreDyn: false, limits });
  for (const [name, fields] of Object.entries(celTypes)) {
    environment.registerType(name, { ctor: classes[name as CelType], fields });
  }
  for (const [name, type] of Object.entries(celVariables)) environment.registerVariable(name, type);
  const item = itemTypes[over];
  if (item !== null) environment.registerVariable('item', item);
  environment.registerFunction('string.matchesPattern(string): bool', matchesPattern);
  return environment;
}
