import type { MadeTime, OrNull, Time, TimeOrNull } from './columns.ts';

/** Who owns things. */
export interface AccountTable {
  name: string;
  type: 'user' | 'admin' | 'service';
  state: 'enabled' | 'disabled' | 'deleting';
  email: OrNull<string>;
  created_at: MadeTime;
  last_updated: MadeTime;
}

/** Who signs in. */
export interface UserTable {
  id: string;
  username: string;
  /** The account that the user belongs to. */
  account: string;
  type: 'native' | 'saml' | 'internal';
  source: OrNull<string>;
  created_at: MadeTime;
  last_updated: MadeTime;
}

/** The password of a user. */
export interface CredentialTable {
  user_id: string;
  type: 'password';
  /** PHC string of argon2id. */
  hash: string;
  created_at: MadeTime;
}

/** Failures of a name, known or not: what locks it. */
export interface SignInFailureTable {
  username: string;
  failures: number;
  last_failure: Time;
  locked_until: TimeOrNull;
}

/** A key that signs in as its user. */
export interface ApiKeyTable {
  id: string;
  user_id: string;
  name: string;
  description: OrNull<string>;
  /** SHA-256 of the key: keys are random, so a slow hash adds nothing. */
  hash: string;
  expires_at: Time;
  revoked_at: TimeOrNull;
  created_at: MadeTime;
  last_updated: MadeTime;
}

/** A sign-in that was ended before its tokens were. */
export interface RevokedTokenTable {
  jti: string;
  expires_at: Time;
}

/** A role that a user holds in an account. */
export interface RoleMemberTable {
  role: string;
  user_id: string;
  /** `*` holds everywhere: only the system roles. */
  for_account: string;
  created_at: MadeTime;
}

/** Users that get roles together. */
export interface UserGroupTable {
  id: string;
  name: string;
  description: OrNull<string>;
  created_at: MadeTime;
  last_updated: MadeTime;
}

/** A role that the users of a group hold. */
export interface UserGroupRoleTable {
  group_id: string;
  role: string;
  for_account: string;
  created_at: MadeTime;
}

/** A user of a group. */
export interface UserGroupUserTable {
  group_id: string;
  user_id: string;
  created_at: MadeTime;
}
