import type { ImageConfig, Platform } from '@gantry/core';
import { parseConfig } from '../../sources/_shared/parse-config.ts';

/** What a document's embedded image configuration says. */
export interface DecodedConfig {
  readonly config: ImageConfig;
  readonly platform: Platform;
  /** The instruction of each layer, lowest first. */
  readonly createdBy: readonly (string | undefined)[];
}

/** Reads the base64 configuration that SBOM documents carry; an empty one when there is none or it cannot be read. */
export function decodeImageConfig(base64: string): DecodedConfig {
  try {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const { config, platform } = parseConfig(bytes, 'the embedded configuration');
    const steps = config.history.filter((step) => !step.emptyLayer);
    return { config, platform, createdBy: steps.map((step) => step.createdBy) };
  } catch {
    return { config: emptyConfig, platform: { os: '', architecture: '' }, createdBy: [] };
  }
}

const emptyConfig: ImageConfig = {
  exposedPorts: [],
  env: [],
  entrypoint: [],
  cmd: [],
  volumes: [],
  labels: {},
  shell: [],
  onBuild: [],
  history: [],
};
