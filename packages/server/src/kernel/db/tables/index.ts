import type { Insertable, Selectable } from 'kysely';
import type {
  FirstSeenTable,
  StigEvaluationTable,
  VerdictKeyTable,
  VerdictRevocationTable,
  VulnerabilityAnnotationTable,
} from './evidence.ts';
import type {
  DocumentTable,
  ImageLayerTable,
  ImageTable,
  ImageTagTable,
  ImportContentTable,
  ImportOperationTable,
} from './images.ts';
import type {
  ArtifactPackageTable,
  MatchChangeTable,
  PackageIdentityTable,
  PackageMatchTable,
  PackageNotEvaluatedTable,
} from './packages.ts';
import type {
  AccountTable,
  ApiKeyTable,
  CredentialTable,
  RevokedTokenTable,
  RoleMemberTable,
  SignInFailureTable,
  UserGroupRoleTable,
  UserGroupTable,
  UserGroupUserTable,
  UserTable,
} from './people.ts';
import type { BacktestTable, EvaluationTable, PolicyTable, SnapshotTable, SnapshotUseTable } from './policies.ts';
import type { ServiceTable, SettingTable, StoredPieceTable } from './site.ts';
import type { EventTable, RegistryTable, SubscriptionTable } from './watching.ts';

export type * from './evidence.ts';
export type * from './images.ts';
export type * from './packages.ts';
export type * from './people.ts';
export type * from './policies.ts';
export type * from './site.ts';
export type * from './watching.ts';

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
  verdict_key: VerdictKeyTable;
  verdict_revocation: VerdictRevocationTable;
  first_seen: FirstSeenTable;
  stig_evaluation: StigEvaluationTable;
  vulnerability_annotation: VulnerabilityAnnotationTable;
  package_identity: PackageIdentityTable;
  artifact_package: ArtifactPackageTable;
  package_match: PackageMatchTable;
  package_not_evaluated: PackageNotEvaluatedTable;
  match_change: MatchChangeTable;
  policy: PolicyTable;
  backtest: BacktestTable;
  evaluation: EvaluationTable;
  snapshot: SnapshotTable;
  snapshot_use: SnapshotUseTable;
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
  | 'verdict_revocation'
  | 'first_seen'
  | 'snapshot'
  | 'snapshot_use'
  | 'stig_evaluation'
  | 'vulnerability_annotation'
  | 'artifact_package'
  | 'policy'
  | 'backtest'
  | 'evaluation'
  | 'subscription'
  | 'event'
  | 'import_operation'
  | 'import_content';

/** A row as it is read. */
export type Row<T extends keyof Tables> = Selectable<Tables[T]>;
/** A row as it is written. */
export type NewRow<T extends keyof Tables> = Insertable<Tables[T]>;
