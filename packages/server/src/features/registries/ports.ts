import type { SourceOptions } from '@gantry/sbom';
import type { Scope } from '../../kernel/db/index.ts';

/** Sign-in facts of registries. */
export interface Registries {
  /**
   * The entry of the account that fits a reference best (the longest pattern), its secret opened; undefined when none fits: then
   * the registry is asked without credentials. Hosts that are not registered must pass the guard against private addresses
   * (NET_ADDRESS_REFUSED).
   */
  access(scope: Scope, reference: string): Promise<NonNullable<SourceOptions['registry']> | undefined>;
}
