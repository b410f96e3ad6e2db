import type { Format } from './_shared/format.ts';
import { cyclonedxJson } from './cyclonedx-json/index.ts';
import { spdxJson } from './spdx-json/index.ts';
import { syftJson } from './syft-json/index.ts';

/** Every format, in alphabetical order. */
export const formats: readonly Format[] = [cyclonedxJson, spdxJson, syftJson];
