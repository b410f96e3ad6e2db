import type { ImageWithPackages, PackageReference } from '@gantry/contract/query';
import { by, kindFacts, kinds, type PackageKind } from '@gantry/core';
import { sql } from 'kysely';
import { toTimestamp } from '../../kernel/clock/index.ts';
import type { Row, Scope } from '../../kernel/db/index.ts';
import type { Page } from './page.ts';

/** Which packages are looked for. */
export interface PackageQuestion {
  readonly name: string;
  /** A package type of the API: `dpkg`, `python`. */
  readonly type?: string | undefined;
  readonly version?: string | undefined;
}

/** Images of the account that hold a package, newest first; one more than the page when there are more. */
export async function imagesByPackage(scope: Scope, asked: PackageQuestion, page: Page): Promise<ImageWithPackages[]> {
  const images = await holding(scope, asked, page);
  const digests = images.map(({ digest }) => digest);
  if (digests.length === 0) return [];
  const packages = await packagesOf(scope, asked, digests);
  const tags = await tagsOf(scope, digests);
  return images.map(({ digest, image_id, analyzed_at }) => ({
    image: {
      image_digest: digest,
      image_id,
      ...(analyzed_at === null ? {} : { analyzed_at: toTimestamp(analyzed_at) }),
      tag_history: tags.filter((tag) => tag.digest === digest).map(toTagEntry),
    },
    packages: packages.filter((one) => one.digest === digest).map(toReference),
  }));
}

/** Artifact packages of the account that are what is asked for. */
function matching(scope: Scope, { name, type, version }: PackageQuestion) {
  return scope
    .select('artifact_package')
    .innerJoin('package_identity', 'package_identity.id', 'artifact_package.identity_id')
    .where('package_identity.name', '=', name)
    .$if(version !== undefined, (query) => query.where('package_identity.version', '=', version as string))
    .$if(type !== undefined, (query) => query.where(ofType(type as string)));
}

function ofType(type: string) {
  const known = (Object.keys(kinds) as PackageKind[]).filter((kind) => kindFacts(kind).policyType === type);
  const kind = sql.ref('package_identity.kind');
  return sql<boolean>`(${kind} = any(${`{${known.join()}}`}::text[])
    or (${kind} = 'unknown' and package_identity.facts -> 'metadata' ->> 'type' = ${type}))`;
}

async function holding(scope: Scope, asked: PackageQuestion, { number, size }: Page) {
  return await scope
    .select('image')
    .where('image.digest', 'in', matching(scope, asked).select('artifact_package.digest'))
    .where('image.analysis_status', '=', 'analyzed')
    .where('image.status', '=', 'active')
    .select(['image.digest', 'image.image_id', 'image.analyzed_at'])
    .orderBy('image.created_at', 'desc')
    .orderBy('image.digest')
    .offset((number - 1) * size)
    .limit(size + 1)
    .execute();
}

interface HeldPackage {
  readonly digest: string;
  readonly kind: string;
  readonly name: string;
  readonly version: string | null;
  readonly type: string | null;
}

/** A package that lies in several places of an image is one. */
async function packagesOf(scope: Scope, asked: PackageQuestion, digests: readonly string[]): Promise<HeldPackage[]> {
  const rows = await matching(scope, asked)
    .where('artifact_package.digest', 'in', digests)
    .select(['artifact_package.digest', 'package_identity.kind', 'package_identity.name', 'package_identity.version'])
    .select(sql<string | null>`package_identity.facts -> 'metadata' ->> 'type'`.as('type'))
    .distinct()
    .execute();
  return rows.sort(
    by(
      ({ kind }) => kind,
      ({ version }) => version ?? '',
    ),
  );
}

async function tagsOf(scope: Scope, digests: readonly string[]): Promise<Row<'image_tag'>[]> {
  return await scope
    .select('image_tag')
    .where('digest', 'in', digests)
    .selectAll()
    .orderBy('detected_at', 'desc')
    .orderBy('full_tag')
    .execute();
}

function toTagEntry({ full_tag, registry, repo, tag, detected_at }: Row<'image_tag'>) {
  return { full_tag, registry, repo, tag, tag_detected_at: toTimestamp(detected_at) };
}

function toReference({ kind, name, version, type }: HeldPackage): PackageReference {
  return {
    name,
    version,
    type: kind === 'unknown' && type !== null ? type : kindFacts(kind as PackageKind).policyType,
  };
}
