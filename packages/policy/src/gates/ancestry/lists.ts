import { readImageName } from '../../model/image-name.ts';
import { matchesWildcard } from '../../model/patterns/index.ts';

/** Does a text stand on a list of a rule? */
export type OnList = (text: string) => boolean;

/** A list of digests; an entry may name a repository as well (`debian@sha256:...`), which is not compared. */
export function digestList(entries: readonly string[]): OnList {
  const digests = new Set(entries.map((entry) => entry.slice(entry.lastIndexOf('@') + 1).toLowerCase()));
  return (digest) => digests.has(digest.toLowerCase());
}

/** A list of full tags: `nginx`, `docker.io/nginx:latest` and `docker.io/library/nginx:latest` are the same; `*` stands for any run. */
export function tagList(entries: readonly string[]): OnList {
  const patterns = [...new Set(entries.flatMap((entry) => [entry, fullTag(entry)]))];
  return (tag) => patterns.some((pattern) => matchesWildcard(pattern, fullTag(tag)));
}

function fullTag(text: string): string {
  const { registry, repository, tag } = readImageName(text);
  return `${registry}/${repository}:${tag ?? ''}`;
}
