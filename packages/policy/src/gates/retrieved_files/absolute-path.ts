import { textLike } from '../../gating/validators.ts';

/** A path inside an artifact. */
export const absolutePath = textLike(/^\//, 'an absolute path');
