import { createHash } from 'node:crypto';
import { isCodedError, isRecord } from '@gantry/core';
import { readZipIndex } from '@gantry/io/archive';
import { makeFolder, makeTempFolder, openAccess, readTextFile, removePath, writeAtomic } from '@gantry/io/files';
import type { Platform } from '../../kernel/platform/index.ts';
import { feedsErrors } from './errors.ts';
import type { FeedSlot } from './feed-names.ts';
import type { FeedSettings, Upload } from './settings.ts';
import type { Shelf } from './shelf.ts';
import { zipBounds } from './unpack-bundle.ts';

/** What an uploader says of a file. */
export interface UploadWords {
  readonly version: string;
  readonly built: string;
  readonly checksum: string;
}

/** What taking and dropping uploads works with. */
export interface UploadParts {
  readonly platform: Pick<Platform, 'clock' | 'dataDir'>;
  readonly settings: FeedSettings;
  readonly shelf: Shelf;
}

/** Checks a file and keeps it for the next sync, in place of the one that was there. Codes of FEEDS. */
export async function takeUpload(
  { platform, settings, shelf }: UploadParts,
  slot: FeedSlot,
  given: { readonly words: UploadWords; readonly content: AsyncIterable<Uint8Array> },
): Promise<Upload> {
  const built = timeOf(given.words.built);
  const version = versionOf(given.words.version);
  const expected = checksumOf(given.words.checksum);
  makeFolder(platform.dataDir);
  const folder = makeTempFolder(platform.dataDir, 'upload-');
  try {
    const path = `${folder}/file`;
    const sums = { sha256: createHash('sha256'), sha512: createHash('sha512'), size: 0 };
    await writeAtomic(path, measured(given.content, slot, sums));
    const digest = sums.sha256.digest('hex');
    const found = expected.algorithm === 'sha256' ? digest : sums.sha512.digest('hex');
    if (found !== expected.hex) throw feedsErrors.CHECKSUM({ found, expected: expected.hex });
    await checkContent(path, slot);
    const { checksum } = given.words;
    const receivedAt = platform.clock.now().toISOString();
    const upload: Upload = {
      name: slot.name,
      content: slot.content,
      digest: `sha256:${digest}`,
      checksum,
      version,
      built,
      receivedAt,
      size: sums.size,
    };
    await shelf.put(upload, path, () => settings.putUpload(upload));
    return upload;
  } finally {
    removePath(folder);
  }
}

/** Forgets an upload: FEEDS_NO_UPLOAD. */
export async function dropUpload({ settings, shelf }: UploadParts, name: string): Promise<void> {
  if (!(await settings.dropUpload(name))) throw feedsErrors.NO_UPLOAD({ feed: name });
  await shelf.drop(name);
}

interface Sums {
  readonly sha256: ReturnType<typeof createHash>;
  readonly sha512: ReturnType<typeof createHash>;
  size: number;
}

async function* measured(
  content: AsyncIterable<Uint8Array>,
  { name, limit }: FeedSlot,
  sums: Sums,
): AsyncGenerator<Uint8Array> {
  for await (const piece of content) {
    sums.size += piece.length;
    if (sums.size > limit) throw feedsErrors.FILE_TOO_LARGE({ feed: name, limit });
    sums.sha256.update(piece);
    sums.sha512.update(piece);
    yield piece;
  }
}

function checksumOf(text: string): { readonly algorithm: 'sha256' | 'sha512'; readonly hex: string } {
  const [, stated, hex = ''] = /^(?:(sha256|sha512):)?([0-9a-f]+)$/i.exec(text.trim()) ?? [];
  const algorithm = hex.length === 64 ? 'sha256' : hex.length === 128 ? 'sha512' : null;
  if (algorithm === null || (stated !== undefined && stated.toLowerCase() !== algorithm))
    throw feedsErrors.CHECKSUM_UNKNOWN({ checksum: text.slice(0, 200) });
  return { algorithm, hex: hex.toLowerCase() };
}

function versionOf(text: string): string {
  if (/^[\x20-\x7e]{1,100}$/.test(text)) return text;
  throw feedsErrors.FIELD({ field: 'version', because: 'expected up to 100 plain characters' });
}

function timeOf(text: string): string {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw feedsErrors.FIELD({ field: 'built', because: 'expected a date and time' });
  return time.toISOString();
}

/** A file that could never be read would make every later sync fail. */
async function checkContent(path: string, { content }: FeedSlot): Promise<void> {
  if (content === 'kev') return checkCatalogue(await readTextFile(path, 10 * 2 ** 20));
  // What only adds to advisories cannot make a sync fail: if it cannot be read, the sync says so.
  if (content !== 'all' && content !== 'ecosystem') return;
  const file = openAccess(path);
  try {
    readZipIndex(file.access, { ...zipBounds, keep: () => false });
  } catch (error) {
    if (!isCodedError(error)) throw error;
    throw feedsErrors.FILE_UNREADABLE({ expected: 'zip', because: error.message }, { cause: error });
  } finally {
    file.close();
  }
}

function checkCatalogue(text: string): void {
  try {
    const document: unknown = JSON.parse(text);
    if (isRecord(document) && Array.isArray(document['vulnerabilities'])) return;
  } catch (cause) {
    throw feedsErrors.FILE_UNREADABLE({ expected: 'catalogue of CISA', because: 'it is not JSON' }, { cause });
  }
  throw feedsErrors.FILE_UNREADABLE({ expected: 'catalogue of CISA', because: 'it has no list of vulnerabilities' });
}
