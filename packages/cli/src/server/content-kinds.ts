import type { Operation } from '@gantry/contract';
import type { Client } from '@gantry/contract/client';
import {
  getImageContentByType,
  getImageContentByTypeFiles,
  getImageContentByTypeLicense,
  getImageContentByTypeMalware,
  listFileContentSearchResults,
  listRetrievedFiles,
  listSecretSearchResults,
} from '@gantry/contract/content';
import type { View } from '../render/answer.ts';

type Row = Readonly<Record<string, unknown>>;

/** A kind of content of an image: what to ask and how to show it. */
export interface ContentKind {
  readonly operation?: Operation;
  ask(client: Client, image_digest: string): Promise<unknown>;
  rows(reply: unknown): readonly Row[];
  readonly view: View<Row>;
}

const packages: View<Row> = table('package', [
  ['Package', 'package'],
  ['Version', 'version'],
  ['Type', 'type'],
  ['Origin', 'origin'],
  ['License', 'licenses'],
  ['Location', 'location'],
]);

const searches: View<Row> = table('path', [
  ['Path', 'path'],
  ['Name', 'name'],
  ['Lines', 'lines'],
]);

const kinds: Readonly<Record<string, ContentKind>> = {
  files: {
    operation: getImageContentByTypeFiles,
    ask: (client, image_digest) => client.call(getImageContentByTypeFiles, { params: { image_digest } }),
    rows: listed('content'),
    view: table('filename', [
      ['Filename', 'filename'],
      ['Type', 'type'],
      ['Mode', 'mode'],
      ['UID', 'uid'],
      ['GID', 'gid'],
      ['Size', 'size'],
      ['SHA256', 'sha256'],
      ['Link', 'linkdest'],
    ]),
  },
  java: packagesOf('java', [
    ['Package', 'package'],
    ['Specification version', 'specification-version'],
    ['Implementation version', 'implementation-version'],
    ['Origin', 'origin'],
    ['License', 'licenses'],
    ['Location', 'location'],
  ]),
  licenses: {
    operation: getImageContentByTypeLicense,
    ask: (client, image_digest) => client.call(getImageContentByTypeLicense, { params: { image_digest } }),
    rows: (reply) => listed('items')(reply).map(licenseRow),
    view: table('name', [
      ['Package', 'name'],
      ['Version', 'version'],
      ['Type', 'type'],
      ['Licenses', 'licenses'],
    ]),
  },
  malware: {
    operation: getImageContentByTypeMalware,
    ask: (client, image_digest) => client.call(getImageContentByTypeMalware, { params: { image_digest } }),
    rows: (reply) => listed('content')(reply).flatMap(malwareRows),
    view: table('path', [
      ['Scanner', 'scanner'],
      ['Path', 'path'],
      ['Signature', 'signature'],
    ]),
  },
  content_search: {
    operation: listFileContentSearchResults,
    ask: (client, image_digest) => client.call(listFileContentSearchResults, { params: { image_digest } }),
    rows: (reply) => asRows(reply).flatMap(matchRows),
    view: searches,
  },
  secret_search: {
    operation: listSecretSearchResults,
    ask: (client, image_digest) => client.call(listSecretSearchResults, { params: { image_digest } }),
    rows: (reply) => asRows(reply).flatMap(matchRows),
    view: searches,
  },
  retrieved_files: {
    operation: listRetrievedFiles,
    ask: (client, image_digest) => client.call(listRetrievedFiles, { params: { image_digest } }),
    rows: asRows,
    view: table('path', [['Path', 'path']]),
  },
};

/** The kind of content with this name; what is no special kind is a type of packages. */
export function contentKindOf(type: string): ContentKind {
  return kinds[type] ?? packagesOf(type);
}

function packagesOf(content_type: string, columns?: readonly (readonly [string, string])[]): ContentKind {
  return {
    ask: (client, image_digest) => client.call(getImageContentByType, { params: { image_digest, content_type } }),
    rows: listed('content'),
    view: columns === undefined ? packages : table('package', columns),
  };
}

function table(id: string, columns: readonly (readonly [title: string, key: string])[]): View<Row> {
  return {
    fields: columns.map(([title, key]) => ({ title, max: 80, of: (row) => row[key] })),
    id: (row) => String(row[id] ?? ''),
  };
}

function asRows(value: unknown): readonly Row[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : [];
}

function listed(key: string): (reply: unknown) => readonly Row[] {
  return (reply) => asRows((reply as Row | undefined)?.[key]);
}

function licenseRow(item: Row): Row {
  const names = asRows(item['licenses']).map((one) => one['license_id'] ?? one['license_name']);
  return { ...(item['package'] as Row | undefined), licenses: names };
}

function malwareRows(scan: Row): readonly Row[] {
  return asRows(scan['findings']).map((finding) => ({ ...finding, scanner: scan['scanner'] }));
}

function matchRows(file: Row): readonly Row[] {
  return asRows(file['matches']).map((match) => ({ ...match, path: file['path'] }));
}
