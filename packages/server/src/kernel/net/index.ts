import type { HttpClient } from '@gantry/io/http';

/**
 * The way to addresses that users supply. It resolves names itself and refuses private, loopback and link-local addresses
 * unless the operator allows them (NET_ADDRESS_REFUSED), also after a redirect.
 */
export interface Outside {
  readonly client: HttpClient;
  /** Is this host (name or address, with or without port) one that requests may go to? Throws NET_ADDRESS_REFUSED. */
  admit(host: string): Promise<void>;
}
