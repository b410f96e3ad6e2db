import { isCodedError } from '@gantry/core';
import { checkSignIn, type SourceOptions } from '@gantry/sbom';
import { registryErrors } from './errors.ts';
import type { RegistryPattern } from './pattern.ts';

/** Milliseconds that a person waits for the answer of a registry. */
const patience = 30_000;

/**
 * Signs in to a registry to see whether it takes the credentials. REGISTRY_CREDENTIALS_REFUSED, REGISTRY_UNREACHABLE; IO_HTTP_REFUSED.
 */
export async function validateSignIn(
  { host }: RegistryPattern,
  access: NonNullable<SourceOptions['registry']>,
  signal: AbortSignal,
): Promise<void> {
  const { username: user = 'nobody' } = access;
  const deadline = AbortSignal.timeout(patience);
  try {
    await checkSignIn(host, { registry: access, signal: AbortSignal.any([signal, deadline]) });
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    const because = deadline.aborted ? 'it did not answer in time' : textOf(cause);
    if (!isCodedError(cause)) throw registryErrors.UNREACHABLE({ registry: host, because }, { cause });
    if (cause.code === 'IO_HTTP_REFUSED') throw cause;
    if (cause.code === 'SBOM_PULL_DENIED')
      throw registryErrors.CREDENTIALS_REFUSED({ registry: host, user, because }, { cause });
    throw registryErrors.UNREACHABLE({ registry: host, because }, { cause });
  }
}

function textOf(error: unknown): string {
  return isCodedError(error) ? error.message : 'an unexpected failure';
}
