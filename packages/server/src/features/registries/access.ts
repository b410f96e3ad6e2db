import { isCodedError } from '@gantry/core';
import type { AddressRules } from '@gantry/io/http';
import { parseReference } from '@gantry/sbom';
import type { Row } from '../../kernel/db/index.ts';
import type { Outside } from '../../kernel/net/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import type { Vault } from '../../kernel/vault/index.ts';
import { fits, parsePattern } from './pattern.ts';
import type { Registries } from './ports.ts';
import { listRegistryRows } from './views.ts';

type Place = Pick<Row<'registry'>, 'account' | 'registry'>;

/** A password as it is stored; nobody's stays empty. */
export function sealSecret(vault: Vault, place: Place, password: string): string {
  return password === '' ? '' : vault.seal(password, purpose(place));
}

/** The password of an entry. VAULT_CLOSED. */
export function openSecret(vault: Vault, row: Place & Pick<Row<'registry'>, 'secret'>): string {
  return row.secret === '' ? '' : vault.open(row.secret, purpose(row));
}

/** Where the clients of an account's registries may go. */
export function addressesFor(outside: Outside, registries: readonly string[]): AddressRules {
  return { permitted: outside.permitted, registered: registries };
}

/** The port by which others reach registries. */
export function createAccess({ vault, outside }: Pick<Platform, 'vault' | 'outside'>): Registries {
  return {
    async access(scope, text) {
      const { registry, repository } = parseReference(text);
      const rows = await listRegistryRows(scope);
      const row = bestOf(rows, registry, repository);
      if (!rows.some((one) => parsePattern(one.registry).host === registry.toLowerCase()))
        await admit(outside, registry);
      const base = {
        dockerConfig: null,
        addresses: addressesFor(
          outside,
          rows.map((one) => one.registry),
        ),
      };
      if (row === undefined) return base;
      const signIn = row.username === '' ? {} : { username: row.username, password: openSecret(vault, row) };
      return { ...base, ...signIn, ...(row.verify ? {} : { insecure: true }) };
    },
  };
}

/** A name that only a proxy knows is no reason to refuse: the client decides again when it connects. */
async function admit(outside: Outside, registry: string): Promise<void> {
  await outside.admit(registry === 'docker.io' ? 'registry-1.docker.io' : registry).catch((error: unknown) => {
    if (!isCodedError(error) || error.code !== 'IO_HTTP_NAME') throw error;
  });
}

function bestOf(rows: readonly Row<'registry'>[], registry: string, repository: string): Row<'registry'> | undefined {
  const fitting = rows.filter((row) => fits(parsePattern(row.registry), registry, repository));
  return fitting.sort((a, b) => weight(b) - weight(a))[0];
}

/** More written-out text is a closer fit; of the same text the one without `*`. */
function weight({ registry }: Row<'registry'>): number {
  return registry.replaceAll('*', '').length * 2 + (registry.includes('*') ? 0 : 1);
}

function purpose({ account, registry }: Place): string {
  return `registry:${account}:${registry}`;
}
