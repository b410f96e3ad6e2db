import type { SourceOptions } from '@gantry/sbom';
import type { Scope } from '../../kernel/db/index.ts';

/** Sign-in facts of registries. */
export interface Registries {
  /**
   * How to reach the registry of a reference (an image or a repository): the credentials of the entry of the account that fits best (the longest
   * pattern), none when none fits, and never those of the machine; and the addresses that requests may go to, wherever the registry sends them: public
   * ones, those that the operator allows, and the hosts that the account registered. Plain data: hand it to workers as it is.
   *
   * SBOM_REFERENCE_INVALID, NET_HOST_INVALID; IO_HTTP_REFUSED for a private host that is not registered.
   */
  access(scope: Scope, reference: string): Promise<NonNullable<SourceOptions['registry']>>;
}
