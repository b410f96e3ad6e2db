import {
  createImageVulnAnnotation,
  deleteImageVulnAnnotation,
  getImageVulnAnnotation,
  listImageVulnAnnotations,
  PackageVulnerabilityAnnotation,
  updateImageVulnAnnotation,
} from '@gantry/contract/vuln-annotations';
import { toTimestamp } from '../../kernel/clock/index.ts';
import { type Route, reply, route } from '../../kernel/http/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import type { Images } from '../images/ports.ts';
import {
  type AnnotationRow,
  addAnnotation,
  annotationNamed,
  annotationsOf,
  changeAnnotation,
  deleteAnnotation,
} from './store.ts';

/** What the routes work with. */
export interface AnnotationRouteParts {
  readonly platform: Platform;
  readonly images: Pick<Images, 'get'>;
}

/** The routes of statements on vulnerabilities. */
export function annotationRoutes({ platform: { clock }, images }: AnnotationRouteParts): Route[] {
  return [
    route(listImageVulnAnnotations, async ({ scope, params, query }) => {
      const { digest } = await images.get(scope, params.image_digest);
      const rows = await annotationsOf(scope, digest, query);
      return reply(listImageVulnAnnotations, 200, { items: rows.map(toWire) });
    }),
    route(createImageVulnAnnotation, async ({ scope, params, body, caller }) => {
      const { digest } = await images.get(scope, params.image_digest);
      const said = { ...body, author: caller.username, now: clock.now() };
      return reply(createImageVulnAnnotation, 201, toWire(await addAnnotation(scope, digest, said)));
    }),
    route(getImageVulnAnnotation, async ({ scope, params }) => {
      const { digest } = await images.get(scope, params.image_digest);
      const row = await annotationNamed(scope, digest, params.vuln_annotation_uuid);
      return reply(getImageVulnAnnotation, 200, toWire(row));
    }),
    route(updateImageVulnAnnotation, async ({ scope, params, body, caller }) => {
      const { digest } = await images.get(scope, params.image_digest);
      const id = params.vuln_annotation_uuid;
      const change = { digest, id, annotation: body, author: caller.username, now: clock.now() };
      return reply(updateImageVulnAnnotation, 200, toWire(await changeAnnotation(scope, change)));
    }),
    route(deleteImageVulnAnnotation, async ({ scope, params }) => {
      const { digest } = await images.get(scope, params.image_digest);
      await deleteAnnotation(scope, digest, params.vuln_annotation_uuid);
      return reply(deleteImageVulnAnnotation, 204, undefined);
    }),
  ];
}

function toWire(row: AnnotationRow): PackageVulnerabilityAnnotation {
  const { package_name: name, package_version: version, package_type: type } = row;
  // The words were checked when they were stored; parsing gives them their types back.
  return PackageVulnerabilityAnnotation.parse({
    annotation: {
      ...row.statement,
      uuid: row.id,
      vulnerability_id: row.vulnerability_id,
      status: row.status,
      author: row.author,
      created_at: toTimestamp(row.created_at),
      updated_at: toTimestamp(row.updated_at),
      version: row.version,
    },
    package_identifier: name === null ? null : { name, version: version ?? '', type: type ?? '' },
  });
}
