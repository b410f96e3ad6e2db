import { isDigest } from '@gantry/core';
import { sbomErrors } from '../../errors.ts';

/** An image reference in full, as Docker reads it: https://github.com/distribution/reference */
export interface Reference {
  /** Host with optional port; `docker.io` when none was written. */
  readonly registry: string;
  /** Path below the registry; official images are in `library/`. */
  readonly repository: string;
  /** `latest` when neither tag nor digest was written; absent with a digest alone. */
  readonly tag?: string;
  readonly digest?: string;
}

const maxText = 1024;
const maxName = 255;
const hostPart = /^(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])$/;
const pathPart = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const tagForm = /^\w[\w.-]{0,127}$/;

/** Parses `[registry/]path[:tag][@digest]`. Fails with SBOM_REFERENCE_INVALID. */
export function parseReference(text: string): Reference {
  const reference = tryParseReference(text);
  if (reference === undefined) throw sbomErrors.REFERENCE_INVALID({ text: text.slice(0, maxText) });
  return reference;
}

/** The reference that a text is, or undefined. */
export function tryParseReference(text: string): Reference | undefined {
  if (text.length > maxText) return undefined;
  const at = text.indexOf('@');
  const digest = at < 0 ? undefined : text.slice(at + 1);
  if (digest !== undefined && !isDigest(digest)) return undefined;
  const { name, tag } = splitTag(at < 0 ? text : text.slice(0, at));
  if (tag !== undefined && !tagForm.test(tag)) return undefined;
  const { registry, repository } = splitRegistry(name);
  if (!isHost(registry) || !isPath(repository) || isImageId(text)) return undefined;
  const named = tag ?? (digest === undefined ? 'latest' : undefined);
  return {
    registry,
    repository,
    ...(named === undefined ? {} : { tag: named }),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** `registry/repository[:tag][@digest]`. */
export function referenceText(reference: Reference): string {
  const { registry, repository, tag, digest } = reference;
  return `${registry}/${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

function splitTag(text: string): { readonly name: string; readonly tag?: string } {
  const colon = text.lastIndexOf(':');
  return colon > text.lastIndexOf('/') ? { name: text.slice(0, colon), tag: text.slice(colon + 1) } : { name: text };
}

/** The first part is a host when it looks like one: a dot, a port, `localhost`, or capitals, which no path has. */
function splitRegistry(name: string): { readonly registry: string; readonly repository: string } {
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(0, slash));
  const isRegistry = slash > 0 && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
  const registry = !isRegistry || first === 'index.docker.io' ? 'docker.io' : first;
  const path = isRegistry ? name.slice(slash + 1) : name;
  return { registry, repository: registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path };
}

function isHost(registry: string): boolean {
  const ipv6 = /^\[[0-9a-fA-F:]{2,45}\](?::(\d{1,5}))?$/.exec(registry);
  if (ipv6 !== null) return isPort(ipv6[1]);
  const [host = '', port, ...more] = registry.split(':');
  return (
    more.length === 0 && host.length <= maxName && host.split('.').every((part) => hostPart.test(part)) && isPort(port)
  );
}

function isPort(port: string | undefined): boolean {
  return port === undefined || (/^\d{1,5}$/.test(port) && Number(port) <= 65_535);
}

function isPath(repository: string): boolean {
  return repository.length <= maxName && repository.split('/').every((part) => pathPart.test(part));
}

/** Docker takes 64 hex digits for the id of an image and never for a name. */
function isImageId(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
