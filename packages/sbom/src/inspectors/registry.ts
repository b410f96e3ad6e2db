import type { Inspector } from '../inspecting/define-inspector.ts';
import { readerMakers } from '../inspecting/plan.ts';
import { contentSearch } from './content-search/index.ts';
import { files } from './files/index.ts';
import { hardening } from './hardening/index.ts';
import { retrievedFiles } from './retrieved-files/index.ts';
import { secretSearch } from './secret-search/index.ts';
import { verification } from './verification/index.ts';

/** Every inspector, in alphabetical order. */
export const inspectors: readonly Inspector[] = [
  contentSearch,
  files,
  hardening,
  retrievedFiles,
  secretSearch,
  verification,
];

/** Their readers, for workers. */
export const inspectorMakers = readerMakers(inspectors);
