import { type Digest, type ImageConfig, isDigest, type Platform, type Unread } from '@gantry/core';
import { sbomErrors } from '../../errors.ts';
import { asRecord, parseBoundedJson } from './bounded-json.ts';
import { ConfigFields } from './config-fields.ts';
import { parsePlatformFields } from './descriptor.ts';

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
  const fields = new ConfigFields();
  const config = readConfig(record, fields);
  return {
    config,
    diffIds,
    platform: parsePlatformFields(record) ?? { os: 'unknown', architecture: 'unknown' },
    unread: fields.unread,
  };
}

type Json = Readonly<Record<string, unknown>>;

function readConfig(record: Json, fields: ConfigFields): ImageConfig {
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

function readHistory(record: Json, fields: ConfigFields): ImageConfig['history'] {
  return fields.objects(record, 'history').map((step) => ({
    ...fields.text(step, 'created_by', 'createdBy'),
    ...fields.text(step, 'comment', 'comment'),
    ...fields.text(step, 'created', 'created'),
    emptyLayer: step['empty_layer'] === true,
  }));
}
