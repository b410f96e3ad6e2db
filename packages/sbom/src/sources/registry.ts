import type { Source } from './_shared/source.ts';
import { ociDir } from './oci-dir/index.ts';

/** Every source, in alphabetical order. */
export const sources: readonly Source[] = [ociDir];
