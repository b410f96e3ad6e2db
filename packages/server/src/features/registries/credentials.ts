import { registryErrors } from './errors.ts';

/** The kinds of registries. */
export type RegistryType = 'docker_v2' | 'awsecr';

/** What a registry is signed in to with; both empty for one that asks for nothing. */
export interface RegistryCredentials {
  readonly type: RegistryType;
  readonly username: string;
  readonly password: string;
}

/**
 * Checks that credentials are such that they can be used. REGISTRY_TYPE_UNKNOWN, REGISTRY_CREDENTIALS_INCOMPLETE; REGISTRY_TYPE_UNSUPPORTED for keys
 * of AWS, which would have to be exchanged for a password first.
 */
export function checkedCredentials(given: {
  readonly type: string;
  readonly username: string;
  readonly password: string;
}): RegistryCredentials {
  const { type, username, password } = given;
  if (type !== 'docker_v2' && type !== 'awsecr') throw registryErrors.TYPE_UNKNOWN({ type: type.slice(0, 100) });
  if (type === 'awsecr' && username !== 'AWS') throw registryErrors.TYPE_UNSUPPORTED({ user: username || 'nobody' });
  if (username !== '' && password === '') throw registryErrors.CREDENTIALS_INCOMPLETE({ missing: 'registry_pass' });
  if (username === '' && password !== '') throw registryErrors.CREDENTIALS_INCOMPLETE({ missing: 'registry_user' });
  return { type, username, password };
}
