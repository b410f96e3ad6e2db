/** The parts of an image's full tag that mappings look at. */
export interface ImageName {
  readonly registry: string;
  readonly repository: string;
  /** Null when the name holds none (a digest reference). */
  readonly tag: string | null;
}

/**
 * Reads `registry/repository:tag`. Without a registry it is `docker.io`, without a namespace there `library/`;
 * `dockerhub/` is another word for `docker.io/`. A name without tag and digest means `latest`.
 */
export function readImageName(text: string): ImageName {
  const at = text.indexOf('@');
  const name = at < 0 ? text : text.slice(0, at);
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const explicit = first === 'localhost' || first === 'dockerhub' || /[.:]/.test(first);
  const rest = explicit ? name.slice(slash + 1) : name;
  const registry = explicit && first !== 'dockerhub' ? first : 'docker.io';
  const colon = rest.lastIndexOf(':');
  const tagged = colon > rest.lastIndexOf('/');
  const path = tagged ? rest.slice(0, colon) : rest;
  return {
    registry,
    repository: registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path,
    tag: tagged ? rest.slice(colon + 1) : at < 0 ? 'latest' : null,
  };
}
