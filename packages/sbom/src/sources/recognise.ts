import { join, resolve } from 'node:path';
import { unpackedHead } from '@gantry/io/archive';
import { fileHead, isFile, isFolder, pathKind, readWhole } from '@gantry/io/files';
import { openArchive } from './_shared/archive-file.ts';
import { parseBoundedJson } from './_shared/bounded-json.ts';
import { tryParseReference } from './_shared/reference.ts';
import { splitSuffix } from './_shared/split-suffix.ts';
import { sbomLimit } from './sbom/open.ts';

/** The name of the source for a target without a scheme: by what lies at the path, else whether it is an image reference. Undefined when nothing fits. */
export async function sourceOf(text: string): Promise<string | undefined> {
  if (text === '-') return 'sbom';
  const kind = await pathKind(text);
  if (kind === 'folder') return folderSource(text);
  if (kind === 'file') return fileSource(text);
  return (await suffixedSource(text)) ?? (tryParseReference(text) === undefined ? undefined : 'registry');
}

async function folderSource(path: string): Promise<string> {
  return (await isFile(join(path, 'oci-layout'))) ? 'oci-dir' : 'dir';
}

/** `PATH:NAME` is one image of several at a path. `name:tag` beside a folder `name` that is no layout is a reference. */
async function suffixedSource(text: string): Promise<string | undefined> {
  const folder = await splitSuffix(text, isFolder);
  if (folder.name !== undefined && (await folderSource(folder.path)) === 'oci-dir') return 'oci-dir';
  const file = await splitSuffix(text, isFile);
  if (file.name === undefined) return undefined;
  const source = await fileSource(file.path);
  return source === 'docker-archive' || source === 'oci-archive' ? source : undefined;
}

async function fileSource(path: string): Promise<string> {
  const head = await fileHead(resolve(path), 512);
  if (isPacked(head)) return packedSource(path);
  if (isTar(head)) return (await archiveSource(path)) ?? 'file';
  return startsLikeJson(head) && (await isJson(path)) ? 'sbom' : 'file';
}

/** gzip or zstd. */
function isPacked(head: Uint8Array): boolean {
  return (head[0] === 0x1f && head[1] === 0x8b) || (head[0] === 0x28 && head[1] === 0xb5);
}

function isTar(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(257, 262)).toString('latin1') === 'ustar';
}

/** What archives of images hold: names by digest, and a few fixed ones. */
const imageEntry =
  /^(?:\.\/)?(?:[0-9a-f]{64}(?:\/|\.json|\.tar)|blobs\/|index\.json|manifest\.json|oci-layout|repositories)/;

/** A packed archive is judged by its first entry, not unpacked twice. The reader of Docker archives knows layouts as well. */
async function packedSource(path: string): Promise<string> {
  const head = await unpackedHead(resolve(path));
  const name = Buffer.from(head.subarray(0, 100)).toString('latin1');
  return isTar(head) && imageEntry.test(name) ? 'docker-archive' : 'file';
}

async function archiveSource(path: string): Promise<string | undefined> {
  // Whatever is wrong with it as an archive, it can still be looked into as a file.
  const archive = await openArchive(resolve(path)).catch(() => undefined);
  if (archive === undefined) return undefined;
  try {
    if (archive.find('manifest.json') !== undefined) return 'docker-archive';
    return archive.find('oci-layout') === undefined ? undefined : 'oci-archive';
  } finally {
    await archive.close();
  }
}

function startsLikeJson(head: Uint8Array): boolean {
  return /^(?:\ufeff)?\s{0,500}[{[]/.test(Buffer.from(head).toString('utf8'));
}

async function isJson(path: string): Promise<boolean> {
  try {
    parseBoundedJson(await readWhole(resolve(path), sbomLimit), path, 1_000);
    return true;
  } catch {
    return false;
  }
}
