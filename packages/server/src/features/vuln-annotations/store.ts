import { randomUUID } from 'node:crypto';
import type { PackageVulnerabilityAnnotation, VulnerabilityAnnotation } from '@gantry/contract/vuln-annotations';
import { type Row, type Scope, storableJson } from '../../kernel/db/index.ts';
import { annotationErrors } from './errors.ts';

/** A stored statement. */
export type AnnotationRow = Row<'vulnerability_annotation'>;

/** Who states something, and when. */
export interface Said {
  readonly author: string;
  readonly now: Date;
}

/** What a listing is narrowed to; absent parts accept everything. */
export interface AnnotationFilter {
  readonly vulnerability_id?: string | undefined;
  readonly package_name?: string | undefined;
  readonly package_version?: string | undefined;
  readonly package_type?: string | undefined;
}

/** Stores a statement. ANNOTATION_UNJUSTIFIED, ANNOTATION_EXISTS. */
export async function addAnnotation(
  scope: Scope,
  digest: string,
  { annotation, package_identifier: about, author, now }: PackageVulnerabilityAnnotation & Said,
): Promise<AnnotationRow> {
  const identity = {
    vulnerability_id: annotation.vulnerability_id,
    package_name: about?.name ?? null,
    package_version: about?.version ?? null,
    package_type: about?.type ?? null,
  };
  const made = { id: randomUUID(), image_digest: digest, version: 1, created_at: now };
  const row = await scope
    .insert('vulnerability_annotation', { ...made, ...identity, ...columnsOf(annotation, { author, now }) })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row !== undefined) return row;
  const known = (await annotationsOf(scope, digest, { vulnerability_id: identity.vulnerability_id })).find(
    (one) => one.package_name === identity.package_name && one.package_version === identity.package_version,
  );
  throw annotationErrors.EXISTS({ vulnerability: identity.vulnerability_id, id: known?.id ?? 'another' });
}

/** Changes a statement; what it is about stays. ANNOTATION_NOT_FOUND, ANNOTATION_UNJUSTIFIED. */
export async function changeAnnotation(
  scope: Scope,
  { digest, id, annotation, author, now }: { digest: string; id: string; annotation: VulnerabilityAnnotation } & Said,
): Promise<AnnotationRow> {
  await annotationNamed(scope, digest, id);
  const row = await scope
    .update('vulnerability_annotation')
    .set((the) => ({ ...columnsOf(annotation, { author, now }), version: the('version', '+', 1) }))
    .where('vulnerability_annotation.id', '=', id)
    .where('vulnerability_annotation.image_digest', '=', digest)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) throw annotationErrors.NOT_FOUND({ digest, id });
  return row;
}

/** Takes a statement back. ANNOTATION_NOT_FOUND. */
export async function deleteAnnotation(scope: Scope, digest: string, id: string): Promise<void> {
  await annotationNamed(scope, digest, id);
  await scope.delete('vulnerability_annotation').where('vulnerability_annotation.id', '=', id).execute();
}

/** One statement. ANNOTATION_NOT_FOUND. */
export async function annotationNamed(scope: Scope, digest: string, id: string): Promise<AnnotationRow> {
  const known = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
  const row = known
    ? await scope
        .select('vulnerability_annotation')
        .where('vulnerability_annotation.image_digest', '=', digest)
        .where('vulnerability_annotation.id', '=', id)
        .selectAll()
        .executeTakeFirst()
    : undefined;
  if (row === undefined) throw annotationErrors.NOT_FOUND({ digest, id: id.slice(0, 100) });
  return row;
}

/** The statements on an image, in the order of their ids. */
export function annotationsOf(scope: Scope, digest: string, filter: AnnotationFilter = {}): Promise<AnnotationRow[]> {
  let rows = scope
    .select('vulnerability_annotation')
    .where('vulnerability_annotation.image_digest', '=', digest)
    .selectAll();
  for (const column of ['vulnerability_id', 'package_name', 'package_version', 'package_type'] as const) {
    const wanted = filter[column];
    if (wanted !== undefined) rows = rows.where(`vulnerability_annotation.${column}`, '=', wanted);
  }
  return rows.orderBy('vulnerability_annotation.id').execute();
}

function columnsOf(annotation: VulnerabilityAnnotation, { author, now }: Said) {
  const { status, justification, impact_statement } = annotation;
  if (status === 'not_affected' && !justification && !impact_statement) throw annotationErrors.UNJUSTIFIED();
  const statement = {
    status_notes: annotation.status_notes ?? null,
    justification: justification ?? null,
    impact_statement: impact_statement ?? null,
    action_statement: annotation.action_statement ?? null,
    additional_details: annotation.additional_details ?? null,
  };
  return { status, statement: storableJson(statement), author, updated_at: now };
}
