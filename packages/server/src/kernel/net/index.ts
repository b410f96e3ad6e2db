import {
  type AddressRules,
  createAddressGuard,
  createHttpClient,
  type HttpClient,
  hostOf,
  type Resolve,
} from '@gantry/io/http';
import { netErrors } from './errors.ts';

export { netErrors } from './errors.ts';

/**
 * The way to addresses that users supply. It resolves names itself and refuses private, loopback and link-local addresses
 * unless the operator allows them (IO_HTTP_REFUSED), also after a redirect.
 */
export interface Outside {
  readonly client: HttpClient;
  /**
   * Is this host (name or address, with or without port) one that requests may go to? Throws NET_HOST_INVALID, IO_HTTP_REFUSED, or IO_HTTP_NAME when
   * nobody knows the name.
   */
  admit(host: string): Promise<void>;
  /** What the operator allows beyond public addresses, for clients that are made elsewhere (those of registries). */
  readonly permitted: AddressRules['permitted'];
}

/** What the guard is made of. */
export interface OutsideOptions {
  /** Hosts, `*.domain`, addresses, CIDR ranges, or `all`. */
  readonly permitted: readonly string[];
  /** The environment's proxies; default the process environment. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Tests bring their own names. */
  readonly resolve?: Resolve;
}

/** Opens the way. Close its client when the server stops. */
export function createOutside({ permitted, environment, resolve }: OutsideOptions): Outside {
  const guard = createAddressGuard({ permitted, registered: [] }, resolve);
  return {
    client: createHttpClient({ guard, ...(environment === undefined ? {} : { environment }) }),
    permitted,
    admit: async (host) => {
      const name = hostOf(host);
      if (name === undefined) throw netErrors.HOST_INVALID({ host: host.slice(0, 300) });
      await guard.check(new URL(`https://${name.includes(':') ? `[${name}]` : name}/`));
    },
  };
}
