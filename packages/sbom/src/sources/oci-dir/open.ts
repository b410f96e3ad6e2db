import { resolve } from 'node:path';
import { isCodedError } from '@gantry/core';
import { fileBelow, isFolder, readBelow } from '@gantry/io/files';
import { sbomErrors } from '../../errors.ts';
import { type BlobStore, documentLimit } from '../_shared/blob-store.ts';
import { blobPath, layoutFileLimit } from '../_shared/layout.ts';
import { checkStoredSize, openLayout } from '../_shared/open-layout.ts';
import type { OpenedImage, SourceOptions } from '../_shared/source.ts';
import { requireFolder, splitSuffix } from '../_shared/split-suffix.ts';

/** Opens the image of a layout folder: `PATH` or `PATH:TAG`. */
export async function openOciDir(target: string, options: SourceOptions): Promise<OpenedImage> {
  const { path, name } = await splitSuffix(target, isFolder);
  await requireFolder(path);
  const root = resolve(path);
  const file = (names: readonly string[]) =>
    readBelow(root, names, layoutFileLimit).catch((cause: unknown) => notALayout(target, cause));
  const files = { file: (name: string) => file([name]), blobs: folderBlobs(root), close: () => Promise.resolve() };
  return openLayout(files, { target, tag: name, options });
}

/** The blobs of a layout folder, by digest alone and never through a symbolic link. */
export function folderBlobs(root: string): BlobStore {
  return {
    async read(descriptor) {
      return readBelow(root, blobPath(descriptor.digest), documentLimit).catch((cause: unknown) =>
        badBlob(descriptor.digest, cause),
      );
    },
    async locate(descriptor) {
      const { path, size } = await fileBelow(root, blobPath(descriptor.digest)).catch((cause: unknown) =>
        badBlob(descriptor.digest, cause),
      );
      checkStoredSize(descriptor, size);
      return { path, offset: 0, length: size };
    },
  };
}

function notALayout(target: string, cause: unknown): never {
  if (isCodedError(cause)) throw sbomErrors.LAYOUT_INVALID({ target, because: cause.message }, { cause });
  throw cause;
}

function badBlob(digest: string, cause: unknown): never {
  if (isCodedError(cause) && cause.kind === 'missing') throw sbomErrors.BLOB_MISSING({ digest }, { cause });
  if (isCodedError(cause)) throw sbomErrors.BLOB_UNREADABLE({ digest, because: cause.message }, { cause });
  throw cause;
}
