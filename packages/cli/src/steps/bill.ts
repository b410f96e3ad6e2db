import type { Attachments, Bill, Inspection } from '@gantry/core';
import { inPlace, isCodedError } from '@gantry/core/errors';
import {
  diskCache,
  fetchAttachments,
  type InspectionWish,
  type MalwareOptions,
  noCache,
  type Opened,
  openTarget,
  type RawIndex,
  readArtifact,
  type SourceOptions,
} from '@gantry/sbom';
import { progressLine } from '../render/progress.ts';
import { layerCacheDir } from '../settings/cache-dir.ts';
import { flag, type OptionValues, text } from '../settings/option.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { toolVersion } from '../terminal/tool-version.ts';
import { withDistro } from './distro.ts';

/** Opens the target and lists what is in it, with progress for people. */
export async function billOf(target: string, options: OptionValues, terminal: Terminal): Promise<Bill> {
  return (await readTarget(target, { options, terminal })).bill;
}

/** What to read of a target besides its packages. */
export interface Wanted {
  readonly inspect: InspectionWish | null;
  readonly malware?: MalwareOptions;
  /** Signatures and attestations that lie beside an image. */
  readonly attachments: boolean;
}

const packagesAlone: Wanted = { inspect: null, attachments: false };

/** What was read of a target. */
export interface ReadTarget {
  readonly bill: Bill;
  /** The index that an image was chosen from. */
  readonly index: RawIndex | undefined;
  readonly inspection: Inspection | null;
  /** Null when they were not wished for, or when the target has no place for them. */
  readonly attachments: Attachments | null;
}

/** How a target is read. */
export interface Reading {
  readonly options: OptionValues;
  readonly terminal: Terminal;
  readonly wanted?: Wanted;
}

/** Like `billOf`, with what else is wanted of the target. */
export async function readTarget(target: string, reading: Reading): Promise<ReadTarget> {
  const { options, terminal, wanted = packagesAlone } = reading;
  const line = progressLine(terminal.err, terminal.interactive && !flag(options, 'quiet'));
  try {
    const opened = await openTarget(target, sourceOptions(options, terminal, line.report));
    try {
      const { malware, inspect } = wanted;
      const { bill, inspection } = await readArtifact(opened, {
        inspect,
        ...(malware === undefined ? {} : { malware }),
        cache: options['cache'] === false ? noCache : diskCache(layerCacheDir(terminal.env)),
        workerUrl: new URL('./layer-worker.js', import.meta.url),
        ...workerCount(options),
        progress: line.report,
        signal: terminal.signal,
        toolVersion,
      });
      const index = opened.kind === 'image' ? opened.index : undefined;
      const attachments = wanted.attachments ? await attachmentsOf(opened, terminal) : null;
      return { bill: withDistro(bill, options), index, inspection, attachments };
    } finally {
      await opened.close();
    }
  } catch (error) {
    throw isCodedError(error) && !names(error.message, target) ? inPlace(error, target) : error;
  } finally {
    line.clear();
  }
}

function attachmentsOf(opened: Opened, { signal }: Terminal): Promise<Attachments | null> {
  return fetchAttachments(opened, { signal });
}

/** Does a text name the target? Sources do not see the word before it, and `-` is standard input. */
function names(message: string, target: string): boolean {
  return target.endsWith(':-') || message.includes(target.replace(/^[a-z-]+:(?=.)/, ''));
}

function workerCount(options: OptionValues): { workers?: number } {
  const count = text(options, 'workers');
  return count === undefined ? {} : { workers: Number(count) };
}

/** How targets are opened, by the options of the call. */
export function sourceOptions(
  options: OptionValues,
  terminal: Terminal,
  progress: SourceOptions['progress'],
): SourceOptions {
  const platform = text(options, 'platform');
  const username = text(options, 'registryUsername');
  const password = text(options, 'registryPassword');
  const caFile = text(options, 'registryCa');
  const dockerConfig = terminal.env['DOCKER_CONFIG'];
  return {
    ...(platform ? { platform } : {}),
    ...(progress ? { progress } : {}),
    signal: terminal.signal,
    stdin: terminal.stdin,
    registry: {
      insecure: flag(options, 'insecureRegistry'),
      ...(username ? { username } : {}),
      ...(password ? { password } : {}),
      ...(caFile ? { caFile } : {}),
      ...(dockerConfig ? { dockerConfig } : {}),
    },
  };
}
