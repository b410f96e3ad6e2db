import { isCodedError } from '@gantry/core';
import { listTags, type TagList, tryParseReference } from '@gantry/sbom';
import type { Scope } from '../../kernel/db/index.ts';
import type { Registries } from '../registries/ports.ts';
import { repositoryErrors } from './errors.ts';

/** Milliseconds that a person waits for the answer of a registry. */
const patience = 120_000;

/** The name of a repository in full. REPOSITORY_NAME_INVALID. */
export function repositoryName(text: string): string {
  const refused = (because: string) => repositoryErrors.NAME_INVALID({ repository: text.slice(0, 300), because });
  const reference = tryParseReference(text);
  if (reference === undefined) throw refused('it cannot be read');
  if (reference.digest !== undefined) throw refused('it names a digest');
  if (text.lastIndexOf(':') > text.lastIndexOf('/')) throw refused('it names a tag');
  return `${reference.registry}/${reference.repository}`;
}

/** Asks the registry for the tags of a repository, for somebody who waits. REPOSITORY_LOOKUP_FAILED; IO_HTTP_REFUSED. */
export async function repositoryTags(
  registries: Registries,
  scope: Scope,
  { repository, signal }: { readonly repository: string; readonly signal: AbortSignal },
): Promise<TagList> {
  const registry = await registries.access(scope, repository);
  const deadline = AbortSignal.timeout(patience);
  try {
    return await listTags(repository, { registry, signal: AbortSignal.any([signal, deadline]) });
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    if (deadline.aborted)
      throw repositoryErrors.LOOKUP_FAILED({ repository, because: 'the registry did not answer in time' }, { cause });
    if (!isCodedError(cause) || cause.kind === 'bug' || cause.code === 'IO_HTTP_REFUSED') throw cause;
    throw repositoryErrors.LOOKUP_FAILED({ repository, because: cause.message }, { cause });
  }
}
