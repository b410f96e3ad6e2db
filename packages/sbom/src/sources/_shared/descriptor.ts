import { type Digest, isDigest, type Platform } from '@gantry/core';
import { asRecord } from './bounded-json.ts';

/** A pointer to a blob: https://github.com/opencontainers/image-spec/blob/main/descriptor.md */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
  /** Where a foreign layer may be had. Never fetched: kept to recognise such layers. */
  readonly urls: readonly string[];
  readonly annotations: Readonly<Record<string, string>>;
  readonly platform?: Platform;
  readonly artifactType?: string;
}

/** A descriptor with a valid digest and a size that a number can hold; undefined for everything else. */
export function parseDescriptor(value: unknown): Descriptor | undefined {
  const record = asRecord(value);
  if (record === undefined || !isDigest(record['digest'])) return undefined;
  const size = record['size'];
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) return undefined;
  const platform = parsePlatformFields(record['platform']);
  const artifactType = record['artifactType'];
  return {
    mediaType: typeof record['mediaType'] === 'string' ? record['mediaType'] : '',
    digest: record['digest'],
    size,
    urls: strings(record['urls']),
    annotations: stringRecord(record['annotations']),
    ...(platform === undefined ? {} : { platform }),
    ...(typeof artifactType === 'string' ? { artifactType } : {}),
  };
}

/** `os`, `architecture` and `variant` of a descriptor's platform or of a configuration; undefined when one of the first two is not stated. */
export function parsePlatformFields(value: unknown): Platform | undefined {
  const record = asRecord(value);
  const os = record?.['os'];
  const architecture = record?.['architecture'];
  if (typeof os !== 'string' || typeof architecture !== 'string' || os === '' || architecture === '') return undefined;
  const variant = record?.['variant'];
  return { os, architecture, ...(typeof variant === 'string' && variant !== '' ? { variant } : {}) };
}

/** The texts of a list; everything else in it is dropped. */
export function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** The text values of an object, without a prototype. */
export function stringRecord(value: unknown): Readonly<Record<string, string>> {
  const result = Object.create(null) as Record<string, string>;
  for (const [key, item] of Object.entries(asRecord(value) ?? {})) if (typeof item === 'string') result[key] = item;
  return result;
}
