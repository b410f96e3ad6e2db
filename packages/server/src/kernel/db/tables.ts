import type { ColumnType, Generated, Insertable, Selectable } from 'kysely';

type Time = ColumnType<Date, Date | string, Date | string>;
type TimeOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
type MadeTime = ColumnType<Date, Date | string | undefined, Date | string>;
/** JSON documents are written as text and come back parsed. */
type Json<T> = ColumnType<T, string, string>;
type JsonOrNull<T> = ColumnType<T | null, string | null | undefined, string | null>;
type OrNull<T> = ColumnType<T | null, T | null | undefined, T | null>;

export interface AccountTable {
  name: string;
  type: 'user' | 'admin' | 'service';
  state: 'enabled' | 'disabled' | 'deleting';
  email: OrNull<string>;
  created_at: MadeTime;
  last_updated: MadeTime;
}

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

export interface CredentialTable {
  user_id: string;
  type: 'password';
  /** PHC string of argon2id. */
  hash: string;
  created_at: MadeTime;
}

export interface SignInFailureTable {
  username: string;
  failures: number;
  last_failure: Time;
  locked_until: TimeOrNull;
}

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

export interface RevokedTokenTable {
  jti: string;
  expires_at: Time;
}

export interface RoleMemberTable {
  role: string;
  user_id: string;
  /** `*` holds everywhere: only the system roles. */
  for_account: string;
  created_at: MadeTime;
}

export interface UserGroupTable {
  id: string;
  name: string;
  description: OrNull<string>;
  created_at: MadeTime;
  last_updated: MadeTime;
}

export interface UserGroupRoleTable {
  group_id: string;
  role: string;
  for_account: string;
  created_at: MadeTime;
}

export interface UserGroupUserTable {
  group_id: string;
  user_id: string;
  created_at: MadeTime;
}

export interface RegistryTable {
  account: string;
  /** Host, or host and path with `*`. */
  registry: string;
  name: string;
  type: string;
  username: string;
  /** Sealed by the vault with the purpose `registry:ACCOUNT:REGISTRY`. */
  secret: string;
  verify: boolean;
  created_at: MadeTime;
  last_updated: MadeTime;
}

export type AnalysisStatus = 'not_analyzed' | 'analyzing' | 'analyzed' | 'analysis_failed';

export interface ImageTable {
  account: string;
  digest: string;
  parent_digest: string;
  image_id: string;
  status: 'active' | 'inactive' | 'disabled' | 'deleting';
  analysis_status: AnalysisStatus;
  /** `{from_status, to_status, timestamp, source}` each, oldest first. */
  analysis_history: Json<readonly unknown[]>;
  /** The coded error of the last failed analysis. */
  analysis_error: JsonOrNull<{ readonly code: string; readonly message: string }>;
  annotations: Json<Readonly<Record<string, string>>>;
  created_at: MadeTime;
  last_updated: MadeTime;
  analyzed_at: TimeOrNull;
  arch: OrNull<string>;
  distro: OrNull<string>;
  distro_version: OrNull<string>;
  size: OrNull<number>;
  layer_count: OrNull<number>;
  dockerfile: OrNull<string>;
  dockerfile_mode: OrNull<'Actual' | 'Guessed'>;
  /** Digest of the native SBOM: the first of the five inputs of a verdict. */
  sbom_digest: OrNull<string>;
  /** How it came: pulled by the server or imported. */
  origin: 'registry' | 'import';
  /** `registry/repository` that it is pulled from. */
  repository: OrNull<string>;
}

export interface ImageTagTable {
  account: string;
  digest: string;
  registry: string;
  repo: string;
  tag: string;
  /** registry/repo:tag */
  full_tag: string;
  detected_at: MadeTime;
  last_updated: MadeTime;
}

export interface ImageLayerTable {
  account: string;
  digest: string;
  position: number;
  layer_digest: string;
  diff_id: string;
}

export interface DocumentTable {
  account: string;
  digest: string;
  /** `bill` (Gantry's own form), `manifest`, `config`, `parent_manifest`, `dockerfile`, `content_search`, `secret_search`, `retrieved_files`, `files`. */
  kind: string;
  /** Gzip of the bytes. */
  body: Uint8Array;
  /** SHA-256 of the plain bytes. */
  sha256: string;
  /** Plain bytes. */
  size: number;
  created_at: MadeTime;
}

export interface PackageIdentityTable {
  id: Generated<number>;
  /** SHA-256 over everything that matching may look at. */
  key: string;
  kind: string;
  name: string;
  version: OrNull<string>;
  /** Package URL without qualifiers that do not matter. */
  purl: OrNull<string>;
  /** `debian:12`; null outside distros. */
  distro: OrNull<string>;
  /** The package, as core knows it, reduced to what matching looks at. */
  facts: Json<Readonly<Record<string, unknown>>>;
  /** Digest of the advisories that it was last matched with; null before. */
  matched_with: OrNull<string>;
}

export interface ArtifactPackageTable {
  account: string;
  digest: string;
  identity_id: number;
  /** Id of the package inside the bill. */
  package_id: string;
  path: OrNull<string>;
  /** Left to the owner's records: not matched on its own. */
  covered: ColumnType<boolean, boolean | undefined, boolean>;
}

export interface PackageMatchTable {
  identity_id: number;
  vulnerability: string;
  advisory: string;
  severity: string;
  fix_version: OrNull<string>;
  fix_state: string;
  known_exploited: boolean;
  malicious: boolean;
  /** The match, as core knows it, without the package id. */
  match: Json<Readonly<Record<string, unknown>>>;
  detected_at: MadeTime;
  fix_observed_at: TimeOrNull;
}

export interface PackageNotEvaluatedTable {
  identity_id: number;
  /** Order among those of the identity. */
  position: number;
  reason: string;
  because: string;
  advisory: OrNull<string>;
}

/** Changes of matches that nobody was told of yet. */
export interface MatchChangeTable {
  id: Generated<number>;
  identity_id: number;
  added: Json<readonly string[]>;
  removed: Json<readonly string[]>;
  /** Another severity, or another fix. */
  updated: Json<readonly string[]>;
}

export interface PolicyTable {
  account: string;
  id: string;
  name: string;
  description: OrNull<string>;
  version: string;
  active: boolean;
  source: string;
  document: Json<Readonly<Record<string, unknown>>>;
  /** SHA-256 of the canonical document. */
  digest: string;
  created_at: MadeTime;
  last_updated: MadeTime;
}

export interface EvaluationTable {
  id: string;
  account: string;
  image_digest: string;
  tag: string;
  policy_id: string;
  /** One hash over the four digests besides the clock. */
  inputs: string;
  sbom_digest: string;
  advisories_digest: string;
  policy_digest: string;
  exceptions_digest: string;
  comparison_digest: OrNull<string>;
  evaluated_at: Time;
  final_action: 'stop' | 'warn' | 'go';
  status: 'pass' | 'fail';
  /** The verdict as core knows it. */
  verdict: Json<Readonly<Record<string, unknown>>>;
  /** The policy as it was. */
  policy: Json<Readonly<Record<string, unknown>>>;
}

export interface SubscriptionTable {
  account: string;
  id: string;
  type: string;
  key: string;
  value: JsonOrNull<Readonly<Record<string, unknown>>>;
  active: boolean;
  created_at: MadeTime;
  last_updated: MadeTime;
  /** When a watcher last looked. */
  checked_at: TimeOrNull;
  /** How often in a row it failed since. */
  failures: ColumnType<number, number | undefined, number>;
  /** What the watcher knows: the digest of the tag, the tags of the repository. */
  state: JsonOrNull<Readonly<Record<string, unknown>>>;
}

export interface EventTable {
  id: string;
  account: string;
  type: string;
  level: 'INFO' | 'ERROR';
  message: string;
  details: JsonOrNull<Readonly<Record<string, unknown>>>;
  resource_type: OrNull<string>;
  resource_id: OrNull<string>;
  username: OrNull<string>;
  request_id: OrNull<string>;
  /** Name of the service that it happened in: `api`, `worker`, `all`. */
  service: ColumnType<string, string | undefined, string>;
  host_id: string;
  created_at: MadeTime;
}

export interface ImportOperationTable {
  account: string;
  id: string;
  status: 'pending' | 'queued' | 'processing' | 'complete' | 'failed' | 'expired';
  created_at: MadeTime;
  expires_at: Time;
  image_digest: OrNull<string>;
}

export interface ImportContentTable {
  account: string;
  operation_id: string;
  /** `packages`, `manifest`, `parent_manifest`, `image_config`, `dockerfile`, `content_searches`, `secret_searches`, `file_contents`. */
  kind: string;
  digest: string;
  /** Gzip of the bytes. */
  body: Uint8Array;
  size: number;
  created_at: MadeTime;
}

export interface ServiceTable {
  /** `api`, `worker`, `all`. */
  name: string;
  host_id: string;
  base_url: string;
  version: string;
  started_at: Time;
  last_seen: Time;
  detail: JsonOrNull<Readonly<Record<string, unknown>>>;
}

/** Bytes that every server of a site needs, in pieces: the advisory database, uploaded feeds. */
export interface StoredPieceTable {
  name: string;
  position: number;
  body: Uint8Array;
}

export interface SettingTable {
  key: string;
  value: Json<unknown>;
  last_updated: MadeTime;
}

/** Every table, by name. */
export interface Tables {
  account: AccountTable;
  gantry_user: UserTable;
  credential: CredentialTable;
  sign_in_failure: SignInFailureTable;
  api_key: ApiKeyTable;
  revoked_token: RevokedTokenTable;
  role_member: RoleMemberTable;
  user_group: UserGroupTable;
  user_group_role: UserGroupRoleTable;
  user_group_user: UserGroupUserTable;
  registry: RegistryTable;
  image: ImageTable;
  image_tag: ImageTagTable;
  image_layer: ImageLayerTable;
  document: DocumentTable;
  package_identity: PackageIdentityTable;
  artifact_package: ArtifactPackageTable;
  package_match: PackageMatchTable;
  package_not_evaluated: PackageNotEvaluatedTable;
  match_change: MatchChangeTable;
  policy: PolicyTable;
  evaluation: EvaluationTable;
  subscription: SubscriptionTable;
  event: EventTable;
  import_operation: ImportOperationTable;
  import_content: ImportContentTable;
  service: ServiceTable;
  setting: SettingTable;
  stored_piece: StoredPieceTable;
}

/** Tables whose rows belong to an account: reached through `scoped` only. */
export type AccountTables =
  | 'registry'
  | 'image'
  | 'image_tag'
  | 'image_layer'
  | 'document'
  | 'artifact_package'
  | 'policy'
  | 'evaluation'
  | 'subscription'
  | 'event'
  | 'import_operation'
  | 'import_content';

export type Row<T extends keyof Tables> = Selectable<Tables[T]>;
export type NewRow<T extends keyof Tables> = Insertable<Tables[T]>;
