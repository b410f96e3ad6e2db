import type { Bill } from '@gantry/core';
import { inPlace, isCodedError } from '@gantry/core/errors';
import { createBill, diskCache, noCache, openTarget, type RawIndex, type SourceOptions } from '@gantry/sbom';
import { progressLine } from '../render/progress.ts';
import { layerCacheDir } from '../settings/cache-dir.ts';
import { flag, type OptionValues, text } from '../settings/option.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { toolVersion } from '../terminal/tool-version.ts';
import { withDistro } from './distro.ts';

/** Opens the target and lists what is in it, with progress for people. */
export async function billOf(target: string, options: OptionValues, terminal: Terminal): Promise<Bill> {
  return (await readTarget(target, options, terminal)).bill;
}

/** What was read of a target. */
export interface ReadTarget {
  readonly bill: Bill;
  /** The index that an image was chosen from. */
  readonly index: RawIndex | undefined;
}

/** Like `billOf`, with the index that an image was chosen from. */
export async function readTarget(target: string, options: OptionValues, terminal: Terminal): Promise<ReadTarget> {
  const line = progressLine(terminal.err, terminal.interactive && !flag(options, 'quiet'));
  try {
    const opened = await openTarget(target, sourceOptions(options, terminal, line.report));
    try {
      const bill = await createBill(opened, {
        cache: options['cache'] === false ? noCache : diskCache(layerCacheDir(terminal.env)),
        workerUrl: new URL('./layer-worker.js', import.meta.url),
        ...workerCount(options),
        progress: line.report,
        signal: terminal.signal,
        toolVersion,
      });
      const index = opened.kind === 'image' ? opened.index : undefined;
      return { bill: withDistro(bill, options), index };
    } finally {
      await opened.close();
    }
  } catch (error) {
    throw isCodedError(error) && !names(error.message, target) ? inPlace(error, target) : error;
  } finally {
    line.clear();
  }
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
