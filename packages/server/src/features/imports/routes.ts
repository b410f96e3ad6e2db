import type { Operation } from '@gantry/contract';
import type { ImageImportOperation } from '@gantry/contract/imports';
import * as contract from '@gantry/contract/imports';
import { z } from 'zod';
import { toTimestamp } from '../../kernel/clock/index.ts';
import type { Row } from '../../kernel/db/index.ts';
import { type Call, type Route, reply, route } from '../../kernel/http/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import { checkJson, checkPart } from './content.ts';
import { importErrors } from './errors.ts';
import type { ImportKind } from './ports.ts';
import { createOperation, findOperation, invalidate, listOperations, listParts, putPart } from './store.ts';

/** The routes of uploads. */
export function importRoutes({ clock }: Platform): readonly Route[] {
  return [
    route(contract.createOperation, async ({ scope }) =>
      reply(contract.createOperation, 200, toWire(await createOperation(scope, clock.now()))),
    ),
    route(contract.listOperations, async ({ scope }) =>
      reply(contract.listOperations, 200, (await listOperations(scope, clock.now())).map(toWire)),
    ),
    route(contract.getOperation, async ({ scope, params }) => {
      const id = params.operation_id;
      const found = await findOperation(scope, id, clock.now());
      if (found === undefined) throw importErrors.NOT_FOUND({ id: id.slice(0, 100), account: scope.account });
      return reply(contract.getOperation, 200, toWire(found));
    }),
    route(contract.invalidateOperation, async ({ scope, params }) =>
      reply(contract.invalidateOperation, 200, toWire(await invalidate(scope, params.operation_id, clock.now()))),
    ),
    ...uploads.map((upload) => uploadRoute(upload, clock)),
    ...listings.map(listingRoute),
  ];
}

function toWire(row: Row<'import_operation'>): ImageImportOperation {
  return {
    uuid: row.id,
    status: row.status,
    created_at: toTimestamp(row.created_at),
    expires_at: toTimestamp(row.expires_at),
  };
}

interface Upload {
  readonly operation: Operation;
  readonly kind: ImportKind;
  /** What the JSON must be; absent for text. */
  readonly json?: z.ZodType;
}

/** Documents that the contract does not describe. */
const anyObject = z.record(z.string(), z.unknown());

const uploads: readonly Upload[] = [
  { operation: contract.importImagePackages, kind: 'packages', json: contract.ImagePackageManifest },
  { operation: contract.importImageSbom, kind: 'packages', json: anyObject },
  { operation: contract.importImageConfig, kind: 'image_config', json: anyObject },
  { operation: contract.importImageManifest, kind: 'manifest', json: anyObject },
  { operation: contract.importImageParentManifest, kind: 'parent_manifest', json: anyObject },
  { operation: contract.importImageDockerfile, kind: 'dockerfile' },
  {
    operation: contract.importContentSearches,
    kind: 'content_searches',
    json: contract.ImageImportContentSearchList,
  },
  { operation: contract.importSecretSearches, kind: 'secret_searches', json: contract.ImageImportContentSearchList },
  { operation: contract.importFileContents, kind: 'file_contents', json: contract.ImageImportFileContentList },
];

const listings: readonly (readonly [Operation, ImportKind])[] = [
  [contract.listImportPackages, 'packages'],
  [contract.listImportImageConfigs, 'image_config'],
  [contract.listImportImageManifests, 'manifest'],
  [contract.listImportParentManifests, 'parent_manifest'],
  [contract.listImportDockerfiles, 'dockerfile'],
  [contract.listImportContentSearches, 'content_searches'],
  [contract.listImportSecretSearches, 'secret_searches'],
  [contract.listImportFileContents, 'file_contents'],
];

/** The parameters of every route below an operation. */
function operationId({ params }: Call<Operation>): string {
  return (params as { readonly operation_id: string }).operation_id;
}

function uploadRoute({ operation, kind, json }: Upload, clock: Platform['clock']): Route {
  return {
    operation,
    handle: async (call) => {
      const bytes = await call.bytes();
      checkPart(kind, bytes);
      if (json !== undefined) checkJson(kind, bytes, json);
      const { digest, createdAt } = await putPart(call.scope, operationId(call), { kind, bytes, now: clock.now() });
      return { status: 200, body: { digest, created_at: toTimestamp(createdAt) } };
    },
  };
}

function listingRoute([operation, kind]: readonly [Operation, ImportKind]): Route {
  return {
    operation,
    handle: async (call) => ({ status: 200, body: await listParts(call.scope, operationId(call), kind) }),
  };
}
