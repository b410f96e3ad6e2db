/** The first tables. Later changes are further files: a migration that was released is never edited. */
export const up = /* sql */ `
create table account (
  name text primary key,
  type text not null,
  state text not null,
  email text,
  created_at timestamptz not null default now(),
  last_updated timestamptz not null default now()
);

create table gantry_user (
  id uuid primary key,
  username text not null unique,
  account text not null references account (name),
  type text not null,
  source text,
  created_at timestamptz not null default now(),
  last_updated timestamptz not null default now()
);
create index gantry_user_account on gantry_user (account);

create table credential (
  user_id uuid not null references gantry_user (id) on delete cascade,
  type text not null,
  hash text not null,
  created_at timestamptz not null default now(),
  primary key (user_id, type)
);

create table sign_in_failure (
  username text primary key,
  failures integer not null,
  last_failure timestamptz not null,
  locked_until timestamptz
);

create table api_key (
  id uuid primary key,
  user_id uuid not null references gantry_user (id) on delete cascade,
  name text not null,
  description text,
  hash text not null unique,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  last_updated timestamptz not null default now(),
  unique (user_id, name)
);

create table revoked_token (
  jti text primary key,
  expires_at timestamptz not null
);

create table role_member (
  role text not null,
  user_id uuid not null references gantry_user (id) on delete cascade,
  for_account text not null,
  created_at timestamptz not null default now(),
  primary key (user_id, for_account, role)
);

create table user_group (
  id uuid primary key,
  name text not null unique,
  description text,
  created_at timestamptz not null default now(),
  last_updated timestamptz not null default now()
);
create table user_group_role (
  group_id uuid not null references user_group (id) on delete cascade,
  role text not null,
  for_account text not null,
  created_at timestamptz not null default now(),
  primary key (group_id, for_account, role)
);
create table user_group_user (
  group_id uuid not null references user_group (id) on delete cascade,
  user_id uuid not null references gantry_user (id) on delete cascade,
  created_at timestamptz not null default now(),
  primary key (group_id, user_id)
);
create index user_group_user_user on user_group_user (user_id);

create table registry (
  account text not null references account (name),
  registry text not null,
  name text not null,
  type text not null,
  username text not null,
  secret text not null,
  verify boolean not null,
  created_at timestamptz not null default now(),
  last_updated timestamptz not null default now(),
  primary key (account, registry)
);

create table image (
  account text not null references account (name),
  digest text not null,
  parent_digest text not null,
  image_id text not null,
  status text not null,
  analysis_status text not null,
  analysis_history jsonb not null default '[]',
  analysis_error jsonb,
  annotations jsonb not null default '{}',
  created_at timestamptz not null default now(),
  last_updated timestamptz not null default now(),
  analyzed_at timestamptz,
  arch text,
  distro text,
  distro_version text,
  size bigint,
  layer_count integer,
  dockerfile text,
  dockerfile_mode text,
  sbom_digest text,
  origin text not null,
  repository text,
  primary key (account, digest)
);
create index image_created on image (account, created_at, digest);
create index image_image_id on image (account, image_id);

create table image_tag (
  account text not null,
  digest text not null,
  registry text not null,
  repo text not null,
  tag text not null,
  full_tag text not null,
  detected_at timestamptz not null default now(),
  last_updated timestamptz not null default now(),
  primary key (account, full_tag, digest),
  foreign key (account, digest) references image (account, digest) on delete cascade
);
create index image_tag_digest on image_tag (account, digest);
create index image_tag_detected on image_tag (account, full_tag, detected_at);

create table image_layer (
  account text not null,
  digest text not null,
  position integer not null,
  layer_digest text not null,
  diff_id text not null,
  primary key (account, digest, position),
  foreign key (account, digest) references image (account, digest) on delete cascade
);
create index image_layer_diff on image_layer (account, position, diff_id);

create table document (
  account text not null,
  digest text not null,
  kind text not null,
  body bytea not null,
  sha256 text not null,
  size bigint not null,
  created_at timestamptz not null default now(),
  primary key (account, digest, kind),
  foreign key (account, digest) references image (account, digest) on delete cascade
);

create table stig_evaluation (
  id uuid primary key,
  account text not null,
  image_digest text not null,
  profile text not null,
  format text not null,
  uploaded_at timestamptz not null,
  evaluated_at timestamptz,
  results jsonb not null,
  sha256 text not null,
  size bigint not null,
  body bytea not null,
  foreign key (account, image_digest) references image (account, digest) on delete cascade
);
create index stig_evaluation_image on stig_evaluation (account, image_digest, uploaded_at);

create table vulnerability_annotation (
  id uuid primary key,
  account text not null,
  image_digest text not null,
  vulnerability_id text not null,
  package_name text,
  package_version text,
  package_type text,
  status text not null,
  statement jsonb not null,
  author text not null,
  version integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  foreign key (account, image_digest) references image (account, digest) on delete cascade
);
create unique index vulnerability_annotation_about on vulnerability_annotation (
  account, image_digest, vulnerability_id, coalesce(package_name, ''), coalesce(package_version, ''), coalesce(package_type, '')
);

create table package_identity (
  id bigint generated always as identity primary key,
  key text not null unique,
  kind text not null,
  name text not null,
  version text,
  purl text,
  distro text,
  facts jsonb not null,
  matched_with text
);
create index package_identity_name on package_identity (name, kind);
create index package_identity_matched on package_identity (matched_with);

create table artifact_package (
  account text not null,
  digest text not null,
  identity_id bigint not null references package_identity (id),
  package_id text not null,
  path text,
  covered boolean not null default false,
  primary key (account, digest, package_id),
  foreign key (account, digest) references image (account, digest) on delete cascade
);
create index artifact_package_identity on artifact_package (identity_id, account);

create table package_match (
  identity_id bigint not null references package_identity (id) on delete cascade,
  vulnerability text not null,
  advisory text not null,
  severity text not null,
  fix_version text,
  fix_state text not null,
  known_exploited boolean not null,
  malicious boolean not null,
  match jsonb not null,
  detected_at timestamptz not null default now(),
  fix_observed_at timestamptz,
  primary key (identity_id, vulnerability, advisory)
);
create index package_match_vulnerability on package_match (vulnerability, identity_id);

create table package_not_evaluated (
  identity_id bigint not null references package_identity (id) on delete cascade,
  position integer not null,
  reason text not null,
  because text not null,
  advisory text,
  primary key (identity_id, position)
);

create table match_change (
  id bigint generated always as identity primary key,
  identity_id bigint not null references package_identity (id) on delete cascade,
  added jsonb not null,
  removed jsonb not null,
  updated jsonb not null
);

create table policy (
  account text not null references account (name),
  id text not null,
  name text not null,
  description text,
  version text not null,
  active boolean not null,
  source text not null,
  document jsonb not null,
  digest text not null,
  created_at timestamptz not null default now(),
  last_updated timestamptz not null default now(),
  primary key (account, id)
);
create unique index policy_one_active on policy (account) where active;

create table evaluation (
  id uuid primary key,
  account text not null,
  image_digest text not null,
  tag text not null,
  policy_id text not null,
  inputs text not null,
  sbom_digest text not null,
  advisories_digest text not null,
  policy_digest text not null,
  exceptions_digest text not null,
  comparison_digest text,
  evaluated_at timestamptz not null,
  final_action text not null,
  status text not null,
  stops jsonb not null,
  verdict jsonb not null,
  policy jsonb not null,
  snapshot jsonb,
  foreign key (account, image_digest) references image (account, digest) on delete cascade
);
create index evaluation_image on evaluation (account, image_digest, tag, policy_id, evaluated_at);
create index evaluation_tag on evaluation (account, tag, policy_id, evaluated_at);

create table snapshot (
  account text not null references account (name),
  sha256 text not null,
  size bigint not null,
  body bytea not null,
  primary key (account, sha256)
);

create table snapshot_use (
  account text not null,
  evaluation_id uuid not null references evaluation (id) on delete cascade,
  sha256 text not null,
  primary key (account, sha256, evaluation_id),
  foreign key (account, sha256) references snapshot (account, sha256)
);
create index snapshot_use_evaluation on snapshot_use (evaluation_id);

create table backtest (
  id uuid primary key,
  account text not null references account (name),
  status text not null,
  policy_id text not null,
  policy_name text not null,
  policy jsonb not null,
  against jsonb,
  evaluated_by text not null,
  since timestamptz not null,
  team_key text not null,
  total integer,
  done integer not null,
  result jsonb,
  problem jsonb,
  created_by text not null,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz
);
create index backtest_account on backtest (account, created_at);

create table verdict_key (
  id text primary key,
  algorithm text not null,
  public_key text not null,
  secret text not null,
  created_at timestamptz not null
);

create table verdict_revocation (
  account text not null references account (name),
  kind text not null,
  id text not null,
  reason text not null,
  created_at timestamptz not null,
  primary key (account, kind, id)
);

create table first_seen (
  account text not null references account (name) on delete cascade,
  lineage text not null,
  finding text not null,
  seen_at timestamptz not null,
  primary key (account, lineage, finding)
);

create table subscription (
  account text not null references account (name),
  id text not null,
  type text not null,
  key text not null,
  value jsonb,
  active boolean not null,
  created_at timestamptz not null default now(),
  last_updated timestamptz not null default now(),
  checked_at timestamptz,
  failures integer not null default 0,
  state jsonb,
  primary key (account, id),
  unique (account, type, key)
);
create index subscription_watch on subscription (type) where active;

create table event (
  id uuid primary key,
  account text not null,
  type text not null,
  level text not null,
  message text not null,
  details jsonb,
  resource_type text,
  resource_id text,
  username text,
  request_id text,
  service text not null default 'all',
  host_id text not null,
  created_at timestamptz not null default now()
);
create index event_created on event (account, created_at, id);
create index event_age on event (created_at);

create table import_operation (
  account text not null references account (name),
  id text not null,
  status text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  image_digest text,
  primary key (account, id)
);
create table import_content (
  account text not null,
  operation_id text not null,
  kind text not null,
  digest text not null,
  body bytea not null,
  size bigint not null,
  created_at timestamptz not null default now(),
  primary key (account, operation_id, kind, digest),
  foreign key (account, operation_id) references import_operation (account, id) on delete cascade
);

create table service (
  name text not null,
  host_id text not null,
  base_url text not null,
  version text not null,
  started_at timestamptz not null,
  last_seen timestamptz not null,
  detail jsonb,
  primary key (name, host_id)
);

create table stored_piece (
  name text not null,
  position integer not null,
  body bytea not null,
  primary key (name, position)
);

create table setting (
  key text primary key,
  value jsonb not null,
  last_updated timestamptz not null default now()
);
`;

/** Back to an empty database. */
export const down = /* sql */ `
drop table backtest, setting, stored_piece, service, import_content, import_operation, event, subscription, first_seen, verdict_revocation, verdict_key, snapshot_use, snapshot,
  stig_evaluation, vulnerability_annotation, evaluation, policy, package_not_evaluated,
  package_match, match_change, artifact_package, package_identity, document, image_layer, image_tag, image, registry, user_group_user,
  user_group_role, user_group, role_member, revoked_token, api_key, sign_in_failure, credential, gantry_user, account;
`;
