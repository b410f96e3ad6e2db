import { isRecord } from '@gantry/core';
import type { Statement } from './statement.ts';

/** Predicate types of SLSA provenance that are read. */
export const provenanceTypes = ['https://slsa.dev/provenance/v1', 'https://slsa.dev/provenance/v0.2'] as const;

/** How an artifact was built, as its builder tells: https://slsa.dev/spec/v1.2/build-provenance, and its version 0.2 */
export interface Provenance {
  readonly builderId: string | null;
  readonly buildType: string | null;
  /** Where the sources came from, as the one who started the build said (`git+https://…@refs/heads/main`). */
  readonly source: string | null;
  /** Hex digest of the source by algorithm. */
  readonly sourceDigest: Readonly<Record<string, string>>;
  /** When the build ended, RFC 3339 as stated. */
  readonly finishedAt: string | null;
  /** True when everything that level 1 asks for is there. */
  readonly complete: boolean;
}

/** What a statement of provenance tells; null for statements of other types. */
export function provenanceOf({ predicateType, predicate }: Statement): Provenance | null {
  if (predicateType === 'https://slsa.dev/provenance/v1') return version1(predicate);
  return predicateType === 'https://slsa.dev/provenance/v0.2' ? version02(predicate) : null;
}

type Fields = Readonly<Record<string, unknown>>;

function version1(predicate: Fields): Provenance {
  const definition = record(predicate['buildDefinition']);
  const run = record(predicate['runDetails']);
  const builderId = textOf(record(run['builder'])['id']);
  const buildType = textOf(definition['buildType']);
  const source = sourceIn(record(definition['externalParameters']));
  return {
    builderId,
    buildType,
    source,
    sourceDigest: digestOf(definition['resolvedDependencies'], source),
    finishedAt: textOf(record(run['metadata'])['finishedOn']),
    complete: builderId !== null && buildType !== null && isRecord(definition['externalParameters']),
  };
}

function version02(predicate: Fields): Provenance {
  const config = record(record(predicate['invocation'])['configSource']);
  const builderId = textOf(record(predicate['builder'])['id']);
  const buildType = textOf(predicate['buildType']);
  return {
    builderId,
    buildType,
    source: textOf(config['uri']),
    sourceDigest: texts(config['digest']),
    finishedAt: textOf(record(predicate['metadata'])['buildFinishedOn']),
    complete: builderId !== null && buildType !== null && isRecord(predicate['invocation']),
  };
}

/**
 * The source among the parameters of a build. Each build type names it in its own way: GitHub's `workflow.repository` (with `ref`), the
 * generic `source`, the `configSource` of BuildKit, the `buildConfigSource` of Cloud Build. The dependencies are no place to look: anything may be one.
 */
function sourceIn(parameters: Fields): string | null {
  const source = textOf(parameters['source']) ?? textOf(record(parameters['source'])['uri']);
  return source ?? textOf(record(parameters['configSource'])['uri']) ?? repositoryIn(parameters);
}

function repositoryIn(parameters: Fields): string | null {
  for (const name of ['workflow', 'buildConfigSource']) {
    const place = record(parameters[name]);
    const [repository, ref] = [textOf(place['repository']), textOf(place['ref'])];
    if (repository !== null) return ref === null ? repository : `${repository}@${ref}`;
  }
  return null;
}

function digestOf(dependencies: unknown, source: string | null): Readonly<Record<string, string>> {
  if (!Array.isArray(dependencies) || source === null) return {};
  const wanted = canonicalSource(source);
  const found = dependencies.find((one: unknown) => canonicalSource(textOf(record(one)['uri']) ?? '') === wanted);
  return texts(record(found)['digest']);
}

/** Longer addresses name no repository. UTF-16 units. */
const longestSource = 4096;

/** A source address without what varies: the `git+` before it, `.git`, the ref and the fragment behind it, the case of its host. */
export function canonicalSource(text: string): string {
  // Whoever may push statements wrote it, and expressions take the square of its length.
  if (text.length > longestSource) return text;
  const bare = text
    .replace(/^git\+/, '')
    .replace(/#.*$/s, '')
    .replace(/@(?:refs\/|[0-9a-f]{40}$).*$/s, '');
  const [, scheme = '', host = '', path = ''] = /^([a-z]+:\/\/)?([^/]*)(.*)$/is.exec(bare) ?? [];
  return `${scheme.toLowerCase()}${host.toLowerCase()}${path.replace(/\/+$/, '').replace(/\.git$/, '')}`;
}

function record(value: unknown): Fields {
  return isRecord(value) ? value : {};
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function texts(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(record(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
