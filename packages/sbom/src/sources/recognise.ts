import { join } from 'node:path';
import { isFile, isFolder } from '@gantry/io/files';
import { splitSuffix } from './_shared/split-suffix.ts';

/** The name of the source for a target without a scheme: by what lies at the path. Undefined when nothing fits. */
export async function sourceOf(text: string): Promise<string | undefined> {
  const { path } = await splitSuffix(text, isFolder);
  if (await isFile(join(path, 'oci-layout'))) return 'oci-dir';
  return undefined;
}
