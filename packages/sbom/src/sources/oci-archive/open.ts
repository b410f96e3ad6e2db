import { resolve } from 'node:path';
import { isFile } from '@gantry/io/files';
import { sbomErrors } from '../../errors.ts';
import { archiveBlobs } from '../_shared/archive-blobs.ts';
import { type ArchiveFile, openArchive } from '../_shared/archive-file.ts';
import { openLayout } from '../_shared/open-layout.ts';
import type { OpenedImage, SourceOptions } from '../_shared/source.ts';
import { requireFile, splitSuffix } from '../_shared/split-suffix.ts';

/** Opens an image of a layout in a tar archive: `PATH` or `PATH:TAG`. */
export async function openOciArchive(target: string, options: SourceOptions): Promise<OpenedImage> {
  const { path, name } = await splitSuffix(target, isFile);
  await requireFile(path);
  const archive = await openArchive(resolve(path));
  try {
    return await openIn(archive, { target, tag: name, options });
  } catch (error) {
    await archive.close();
    throw error;
  }
}

function openIn(
  archive: ArchiveFile,
  about: { target: string; tag: string | undefined; options: SourceOptions },
): Promise<OpenedImage> {
  if (archive.find('oci-layout') === undefined)
    throw sbomErrors.LAYOUT_INVALID({ target: about.target, because: 'it has no file oci-layout' });
  const files = {
    file: (name: string) => archive.read(name),
    blobs: archiveBlobs(archive),
    close: () => archive.close(),
  };
  return openLayout(files, about);
}
