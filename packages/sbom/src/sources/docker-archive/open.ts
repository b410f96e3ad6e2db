import { resolve } from 'node:path';
import { isFile } from '@gantry/io/files';
import { openArchive } from '../_shared/archive-file.ts';
import { openDockerArchive } from '../_shared/docker-archive.ts';
import type { OpenedImage, SourceOptions } from '../_shared/source.ts';
import { requireFile, splitSuffix } from '../_shared/split-suffix.ts';

/** Opens an image of a `docker save` archive: `PATH` or `PATH:NAME`. */
export async function openDockerArchiveFile(target: string, options: SourceOptions): Promise<OpenedImage> {
  const { path, name } = await splitSuffix(target, isFile);
  await requireFile(path);
  const archive = await openArchive(resolve(path));
  try {
    return await openDockerArchive(archive, { target, name, options });
  } catch (error) {
    await archive.close();
    throw error;
  }
}
