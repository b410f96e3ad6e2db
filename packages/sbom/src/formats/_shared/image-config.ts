import { type ImageConfig, isCodedError, type Platform, type Unread } from '@gantry/core';
import { sbomErrors } from '../../errors.ts';
import { parseConfig } from '../../sources/_shared/parse-config.ts';
import { unreadPart } from './unread.ts';

/** What a document's embedded image configuration says. */
export interface DecodedConfig {
  readonly config: ImageConfig;
  readonly platform: Platform;
  /** The instruction of each layer, lowest first. */
  readonly createdBy: readonly (string | undefined)[];
  readonly unread: readonly Unread[];
}

/** Reads the base64 configuration that SBOM documents may carry. What cannot be read of it is empty and listed. */
export function decodeImageConfig(base64: string): DecodedConfig {
  if (base64 === '') return absent;
  try {
    const { config, platform, unread } = parseConfig(bytesOf(base64), name);
    const steps = config.history.filter((step) => !step.emptyLayer);
    return { config, platform, createdBy: steps.map((step) => step.createdBy), unread };
  } catch (error) {
    if (!isCodedError(error)) throw error;
    return { ...absent, unread: [unreadPart('image-config', '-', error)] };
  }
}

/** Where syft-JSON has it: the name that errors call it by. */
const name = 'source.metadata.config';

function bytesOf(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch (cause) {
    throw sbomErrors.CONFIG_INVALID({ digest: name, because: 'it is not base64' }, { cause });
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

const absent: DecodedConfig = {
  config: emptyConfig,
  platform: { os: '', architecture: '' },
  createdBy: [],
  unread: [],
};
