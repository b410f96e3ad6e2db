import type { Row } from '../../kernel/db/index.ts';

/** A user and when the password was set; null when there is none. */
export type UserRow = Row<'gantry_user'> & { readonly password_set_at: Date | null };

/** What other features may ask of users. */
export interface Users {
  /** ACCOUNT_NOT_FOUND, USER_NOT_FOUND. */
  inAccount(account: string, username: string): Promise<UserRow>;
  /** The user of this name in whatever account: for callers who run the server. USER_NOT_FOUND. */
  named(username: string): Promise<UserRow>;
}
