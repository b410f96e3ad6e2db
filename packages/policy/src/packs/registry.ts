import type { PolicyPack } from '../model/types.ts';
import { secure } from './secure/index.ts';

/** Every pack, in alphabetical order. */
export const packs: readonly PolicyPack[] = [secure];
