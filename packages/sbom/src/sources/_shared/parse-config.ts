import { type Digest, type ImageConfig, isDigest, type Platform, type Unread } from '@gantry/core';
import { sbomErrors } from '../../errors.ts';
import { asRecord, parseBoundedJson } from './bounded-json.ts';
import { parsePlatformFields, strings } from './descriptor.ts';

/** A configuration as read: what is stated well, and which fields were not. */
export interface ParsedConfig {
  readonly config: ImageConfig;
  readonly diffIds: readonly Digest[];
  /** `unknown/unknown` when the configuration does not say. */
  readonly platform: Platform;
  readonly unread: readonly Unread[];
}

/**
 * Parses an image configuration (https://github.com/opencontainers/image-spec/blob/main/config.md, and Docker's). A field of the
 * wrong type is dropped and listed as SBOM_CONFIG_FIELD. Fails with SBOM_CONFIG_INVALID when it is no object or its diff ids are no digests.
 */
export function parseConfig(bytes: Uint8Array, digest: Digest): ParsedConfig {
  const record = asRecord(parseBoundedJson(bytes, digest));
  if (record === undefined) throw sbomErrors.CONFIG_INVALID({ digest, because: 'it is not an object' });
  const diffIds = asRecord(record['rootfs'])?.['diff_ids'];
  if (!Array.isArray(diffIds) || !diffIds.every(isDigest))
    throw sbomErrors.CONFIG_INVALID({ digest, because: 'its rootfs has no list of diff ids' });
  const fields = fieldReader();
  const config = readConfig(record, fields);
  return {
    config,
    diffIds,
    platform: parsePlatformFields(record) ?? { os: 'unknown', architecture: 'unknown' },
    unread: fields.unread,
  };
}

type Fields = ReturnType<typeof fieldReader>;
type Json = Readonly<Record<string, unknown>>;

function readConfig(record: Json, fields: Fields): ImageConfig {
  const run = fields.object(record, 'config');
  const health = fields.object(run, 'Healthcheck');
  return {
    exposedPorts: fields.keys(run, 'ExposedPorts'),
    env: fields.list(run, 'Env'),
    entrypoint: fields.list(run, 'Entrypoint'),
    cmd: fields.list(run, 'Cmd'),
    volumes: fields.keys(run, 'Volumes'),
    labels: fields.labels(run, 'Labels'),
    shell: fields.list(run, 'Shell'),
    onBuild: fields.list(run, 'OnBuild'),
    history: readHistory(record, fields),
    ...fields.text(run, 'User', 'user'),
    ...fields.text(run, 'WorkingDir', 'workingDir'),
    ...fields.text(run, 'StopSignal', 'stopSignal'),
    ...fields.text(record, 'author', 'author'),
    ...fields.text(record, 'created', 'created'),
    ...(health['Test'] === undefined ? {} : { healthcheck: { test: fields.list(health, 'Test') } }),
  };
}

function readHistory(record: Json, fields: Fields): ImageConfig['history'] {
  return fields.objects(record, 'history').map((step) => ({
    ...fields.text(step, 'created_by', 'createdBy'),
    ...fields.text(step, 'comment', 'comment'),
    ...fields.text(step, 'created', 'created'),
    emptyLayer: step['empty_layer'] === true,
  }));
}

/** Readers of optional fields: absent or null is empty, a wrong type is empty and noted once per name. */
function fieldReader() {
  const noted = new Map<string, Unread>();
  const note = (name: string, wanted: string): void => {
    if (!noted.has(name)) noted.set(name, unreadField(name, wanted));
  };
  const object = (from: Json, name: string): Json => {
    const value = from[name] ?? undefined;
    const record = asRecord(value);
    if (value !== undefined && record === undefined) note(name, 'an object');
    return record ?? {};
  };
  const items = (from: Json, name: string): readonly unknown[] => {
    const value = from[name] ?? undefined;
    if (value !== undefined && !Array.isArray(value)) note(name, 'a list');
    return Array.isArray(value) ? value : [];
  };
  return {
    get unread(): readonly Unread[] {
      return [...noted.values()];
    },
    object,
    keys: (from: Json, name: string): readonly string[] => Object.keys(object(from, name)),
    list(from: Json, name: string): readonly string[] {
      const all = items(from, name);
      const texts = strings(all);
      if (texts.length !== all.length) note(name, 'a list of texts');
      return texts;
    },
    objects(from: Json, name: string): readonly Json[] {
      const all = items(from, name).map((item) => asRecord(item));
      if (all.includes(undefined)) note(name, 'a list of objects');
      // A step that cannot be read still counts: the steps are matched with layers by position.
      return all.map((item) => item ?? {});
    },
    labels(from: Json, name: string): Readonly<Record<string, string>> {
      const labels = Object.create(null) as Record<string, string>;
      for (const [key, value] of Object.entries(object(from, name))) {
        if (typeof value === 'string') labels[key] = value;
        else note(name, 'an object of texts');
      }
      return labels;
    },
    text<K extends string>(from: Json, name: string, as: K): { readonly [P in K]?: string } {
      const value = from[name] ?? undefined;
      if (typeof value === 'string' && value !== '') return { [as]: value } as { readonly [P in K]?: string };
      if (value !== undefined && value !== '') note(name, 'a text');
      return {};
    },
  };
}

function unreadField(name: string, wanted: string): Unread {
  const error = sbomErrors.CONFIG_FIELD({ name, wanted });
  return { path: '-', by: 'image-config', code: error.code, because: error.message };
}
