import type { Source } from './_shared/source.ts';
import { dir } from './dir/index.ts';
import { docker } from './docker/index.ts';
import { dockerArchive } from './docker-archive/index.ts';
import { file } from './file/index.ts';
import { ociArchive } from './oci-archive/index.ts';
import { ociDir } from './oci-dir/index.ts';
import { registry } from './registry/index.ts';
import { sbom } from './sbom/index.ts';

/** Every source, in alphabetical order. */
export const sources: readonly Source[] = [dir, docker, dockerArchive, file, ociArchive, ociDir, registry, sbom];
