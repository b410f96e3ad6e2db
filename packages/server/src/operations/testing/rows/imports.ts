import type { Operation } from '@gantry/contract';
import {
  createOperation,
  getOperation,
  importContentSearches,
  importFileContents,
  importImageConfig,
  importImageDockerfile,
  importImageManifest,
  importImagePackages,
  importImageParentManifest,
  importImageSbom,
  importSecretSearches,
  invalidateOperation,
  listImportContentSearches,
  listImportDockerfiles,
  listImportFileContents,
  listImportImageConfigs,
  listImportImageManifests,
  listImportPackages,
  listImportParentManifests,
  listImportSecretSearches,
  listOperations,
} from '@gantry/contract/imports';
import type { Ask } from '../ask.ts';
import { importParts, indexType, manifestType } from '../material.ts';
import { people } from '../people.ts';
import { packed, type Refusal, type Row, refused, row } from '../row.ts';
import type { World } from '../world.ts';

const missing = 'IMPORT_NOT_FOUND';
const hidden: Refusal = { status: 404, code: missing };

/** An import of the owner that just began. */
async function begun(world: World): Promise<Ask> {
  const { uuid } = await world.prepare<{ uuid: string }>(people.owner, createOperation);
  return { params: { operation_id: uuid } };
}

/** A row for the upload of a part; `bad` is no such part. */
function upload(
  operation: Operation,
  body: Ask,
  bad: Ask & Partial<Refusal> = { text: '[5', type: 'application/json' },
): Row {
  return row(operation, {
    ask: async (world) => ({ ...(await begun(world)), ...body }),
    bad: refused({ ...noBody, ...bad }, bad.code ?? 'IMPORT_PART_INVALID', bad.status),
    other: hidden,
  });
}

const noBody = { json: undefined, text: undefined } as object;

/** A row for the list of what was uploaded. The document knows no status but success: an unknown import has nothing. */
function listed(operation: Operation): Row {
  return row(operation, { ask: begun, bad: packed });
}

/** Images that were analyzed elsewhere. */
export const importRows = [
  row(createOperation),
  row(listOperations, {
    ask: begun,
    mark: (_world, { params }) => params?.['operation_id'] ?? '',
  }),
  row(getOperation, { ask: begun, bad: missing, other: hidden }),
  row(invalidateOperation, { ask: begun, bad: missing, other: hidden }),
  upload(importImagePackages, { json: importParts.packages }, { json: { artifacts: [] } }),
  upload(importImageSbom, { json: importParts.packages }),
  upload(importImageConfig, { text: importParts.config, type: 'application/json' }),
  upload(importImageManifest, { text: importParts.manifest, type: manifestType }),
  upload(importImageParentManifest, { text: importParts.parentManifest, type: indexType }),
  upload(importImageDockerfile, { text: importParts.dockerfile, type: 'text/plain' }, { text: 'a\0b' }),
  upload(importContentSearches, { json: importParts.searches }, { json: [{}] }),
  upload(importSecretSearches, { json: importParts.searches }, { json: [{}] }),
  upload(importFileContents, { json: importParts.fileContents }, { json: [{}] }),
  ...[
    listImportPackages,
    listImportImageConfigs,
    listImportImageManifests,
    listImportParentManifests,
    listImportDockerfiles,
    listImportContentSearches,
    listImportSecretSearches,
    listImportFileContents,
  ].map(listed),
];
