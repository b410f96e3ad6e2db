import type { RegistryConfigurationRequest } from '@gantry/contract/registries';
import type { SourceOptions } from '@gantry/sbom';
import type { Row, Scope } from '../../kernel/db/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import { addressesFor, openSecret, sealSecret } from './access.ts';
import { checkedCredentials, type RegistryCredentials } from './credentials.ts';
import { registryErrors } from './errors.ts';
import { parsePattern, patternText, type RegistryPattern } from './pattern.ts';
import { changeRegistry, deleteRegistryRow, insertRegistry } from './store.ts';
import { validateSignIn } from './validate.ts';
import { findRegistry, listRegistryRows } from './views.ts';

/** What a caller says about an entry. */
export interface RegistryWish {
  readonly given: RegistryConfigurationRequest;
  /** Shall the registry be asked whether it takes the credentials? */
  readonly validate: boolean;
  readonly signal: AbortSignal;
}

/** The entries of an account. Errors: see each; REGISTRY_NAME_INVALID for names that cannot be one. */
export interface RegistryService {
  list(scope: Scope): Promise<readonly Row<'registry'>[]>;
  /** REGISTRY_NOT_FOUND. */
  get(scope: Scope, name: string): Promise<Row<'registry'>>;
  /** REGISTRY_EXISTS, those of `checkedCredentials`, and those of `validateSignIn` when it is asked for. */
  add(scope: Scope, wish: RegistryWish): Promise<Row<'registry'>>;
  /** What is absent stays as it is. REGISTRY_NOT_FOUND, REGISTRY_NAME_FIXED, and as `add`. */
  change(scope: Scope, name: string, wish: RegistryWish): Promise<Row<'registry'>>;
  /** REGISTRY_NOT_FOUND. */
  remove(scope: Scope, name: string): Promise<void>;
}

type Kit = Pick<Platform, 'vault' | 'outside' | 'clock'>;

/** Makes the service. */
export function createRegistryService(kit: Kit): RegistryService {
  return {
    list: listRegistryRows,
    get: (scope, name) => required(scope, patternText(parsePattern(name))),
    add: (scope, wish) => add(kit, scope, wish),
    change: (scope, name, wish) => change(kit, scope, { name: parsePattern(name), wish }),
    async remove(scope, name) {
      const registry = patternText(parsePattern(name));
      if (!(await deleteRegistryRow(scope, registry))) throw registryErrors.NOT_FOUND({ registry });
    },
  };
}

async function required(scope: Scope, registry: string): Promise<Row<'registry'>> {
  const row = await findRegistry(scope, registry);
  if (row === null) throw registryErrors.NOT_FOUND({ registry });
  return row;
}

async function add(kit: Kit, scope: Scope, { given, validate, signal }: RegistryWish): Promise<Row<'registry'>> {
  const pattern = parsePattern(given.registry?.trim() ?? '');
  const registry = patternText(pattern);
  if ((await findRegistry(scope, registry)) !== null) throw registryErrors.EXISTS();
  const credentials = checkedCredentials({
    type: given.registry_type || 'docker_v2',
    username: given.registry_user ?? '',
    password: given.registry_pass ?? '',
  });
  const verify = given.registry_verify ?? true;
  if (validate) await validateSignIn(pattern, await accessOf(kit, scope, { pattern, credentials, verify }), signal);
  const now = kit.clock.now();
  const row = await insertRegistry(scope, {
    registry,
    name: given.registry_name || registry,
    type: credentials.type,
    username: credentials.username,
    secret: sealSecret(kit.vault, { account: scope.account, registry }, credentials.password),
    verify,
    created_at: now,
    last_updated: now,
  });
  if (row === null) throw registryErrors.EXISTS();
  return row;
}

interface Change {
  readonly name: RegistryPattern;
  readonly wish: RegistryWish;
}

async function change(kit: Kit, scope: Scope, { name, wish }: Change): Promise<Row<'registry'>> {
  const { given, validate, signal } = wish;
  const registry = patternText(name);
  const before = await required(scope, registry);
  requireSameName(given.registry, registry);
  const credentials = checkedCredentials({
    type: given.registry_type || before.type,
    username: given.registry_user ?? before.username,
    password: given.registry_pass ?? openSecret(kit.vault, before),
  });
  const verify = given.registry_verify ?? before.verify;
  if (validate) await validateSignIn(name, await accessOf(kit, scope, { pattern: name, credentials, verify }), signal);
  const row = await changeRegistry(scope, registry, {
    name: given.registry_name || before.name,
    type: credentials.type,
    username: credentials.username,
    secret: sealSecret(kit.vault, before, credentials.password),
    verify,
    last_updated: kit.clock.now(),
  });
  if (row === null) throw registryErrors.NOT_FOUND({ registry });
  return row;
}

function requireSameName(given: string | undefined, registry: string): void {
  if (given === undefined || given === '' || patternText(parsePattern(given)) === registry) return;
  throw registryErrors.NAME_FIXED({ given: given.slice(0, 300), registry });
}

interface Entry {
  readonly pattern: RegistryPattern;
  readonly credentials: RegistryCredentials;
  readonly verify: boolean;
}

/** Access as it will be once the entry is stored. */
async function accessOf(
  { outside }: Kit,
  scope: Scope,
  { pattern, credentials, verify }: Entry,
): Promise<NonNullable<SourceOptions['registry']>> {
  const { username, password } = credentials;
  return {
    dockerConfig: null,
    addresses: addressesFor(outside, [
      ...(await listRegistryRows(scope)).map(({ registry }) => registry),
      pattern.host,
    ]),
    ...(username === '' ? {} : { username, password }),
    ...(verify ? {} : { insecure: true }),
  };
}
