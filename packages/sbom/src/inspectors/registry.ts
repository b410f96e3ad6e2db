import type { Inspector } from '../inspecting/define-inspector.ts';
import { readerMakers } from '../inspecting/plan.ts';
import { files } from './files/index.ts';

/** Every inspector, in alphabetical order. */
export const inspectors: readonly Inspector[] = [files];

/** Their readers, for workers. */
export const inspectorMakers = readerMakers(inspectors);
