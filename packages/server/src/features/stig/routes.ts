import {
  deleteImageStig,
  getImageStig,
  getStigEntitlement,
  listImageStig,
  postImageStig,
  putImageStig,
  type STIGMetadataResponse,
} from '@gantry/contract/stig';
import { toTimestamp } from '../../kernel/clock/index.ts';
import { type Route, raw, reply, route } from '../../kernel/http/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import type { Images } from '../images/ports.ts';
import { readUpload } from './read-upload.ts';
import {
  addEvaluation,
  deleteEvaluation,
  evaluationFile,
  evaluationsOf,
  replaceEvaluation,
  type StigRow,
} from './store.ts';

/** What the routes work with. */
export interface StigRouteParts {
  readonly platform: Platform;
  readonly images: Pick<Images, 'get'>;
}

/** The routes of STIG results. */
export function stigRoutes({ platform: { clock }, images }: StigRouteParts): Route[] {
  return [
    route(listImageStig, async ({ scope, params }) => {
      const { digest } = await images.get(scope, params.image_digest);
      return reply(listImageStig, 200, { items: (await evaluationsOf(scope, digest)).map(toWire) });
    }),
    route(postImageStig, async (call) => {
      const { digest } = await images.get(call.scope, call.params.image_digest);
      const upload = await readUpload(call);
      return reply(postImageStig, 201, toWire(await addEvaluation(call.scope, { digest, upload, now: clock.now() })));
    }),
    route(putImageStig, async (call) => {
      const { digest } = await images.get(call.scope, call.params.image_digest);
      const upload = await readUpload(call);
      const change = { digest, id: call.params.evaluation_uuid, upload, now: clock.now() };
      return reply(putImageStig, 201, toWire(await replaceEvaluation(call.scope, change)));
    }),
    route(deleteImageStig, async ({ scope, params }) => {
      const { digest } = await images.get(scope, params.image_digest);
      await deleteEvaluation(scope, digest, params.evaluation_uuid);
      return reply(deleteImageStig, 204, undefined);
    }),
    route(getImageStig, async ({ scope, params }) => {
      const { digest } = await images.get(scope, params.image_digest);
      const { row, bytes } = await evaluationFile(scope, digest, params.evaluation_uuid);
      const type = row.format === 'xccdf' ? 'application/xml' : 'application/json';
      const name = `stig-${row.id}.${row.format === 'xccdf' ? 'xml' : 'json'}`;
      return raw(200, bytes, { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` });
    }),
    // Results are uploaded; scanning a running container is the work of a STIG scanner.
    route(getStigEntitlement, async () =>
      reply(getStigEntitlement, 200, {
        items: [
          { name: 'static_stig', enabled: true },
          { name: 'runtime_stig', enabled: false },
        ],
      }),
    ),
  ];
}

function toWire(row: StigRow): STIGMetadataResponse {
  return {
    evaluation_uuid: row.id,
    uploaded_at: toTimestamp(row.uploaded_at),
    stig_profile: row.profile,
    evaluation_format: row.format,
    evaluated_at: row.evaluated_at === null ? null : toTimestamp(row.evaluated_at),
    sha256: row.sha256,
    results: row.results,
  };
}
