import type { Row, Scope } from '../../kernel/db/index.ts';

/** What other features may ask of the policies of an account. */
export interface Policies {
  /** The account's one active policy. An account without policies gets the shipped ones first. POLICY_NONE_ACTIVE. */
  active(scope: Scope): Promise<Row<'policy'>>;
  /** POLICY_NOT_FOUND. */
  byId(scope: Scope, id: string): Promise<Row<'policy'>>;
  /** A document as the account would keep it; nothing is stored. POLICY_REFUSED. */
  usable(document: Readonly<Record<string, unknown>>): Pick<Row<'policy'>, 'id' | 'name' | 'document'>;
  /** Files whose content some policy of the account wants to see, in order. */
  retrieved(scope: Scope): Promise<readonly string[]>;
}
