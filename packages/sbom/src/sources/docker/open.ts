import { isCodedError } from '@gantry/core';
import { createTempFolder, type TempFolder } from '@gantry/io/files';
import { download, type HttpResponse } from '@gantry/io/http';
import { sbomErrors } from '../../errors.ts';
import { openArchive } from '../_shared/archive-file.ts';
import { openDockerArchive } from '../_shared/docker-archive.ts';
import { referenceText, tryParseReference } from '../_shared/reference.ts';
import type { OpenedImage, SourceOptions } from '../_shared/source.ts';
import { type Daemon, findDaemon } from './daemon.ts';

/** The largest image that is taken from a daemon, in bytes. */
const imageLimit = 64 * 2 ** 30;

/**
 * Opens an image that the daemon holds: its archive (what `docker save` writes) is brought to a temporary file. Fails with SBOM_DAEMON_MISSING,
 * SBOM_DAEMON_ADDRESS, SBOM_DAEMON_FAILED or SBOM_DAEMON_IMAGE_MISSING.
 */
export async function openDocker(target: string, options: SourceOptions): Promise<OpenedImage> {
  const name = checkedName(target);
  const daemon = await findDaemon(process.env);
  const folder = await createTempFolder();
  try {
    const path = await saveImage(daemon, name, { folder, options });
    const archive = await openArchive(path);
    const reference = tryParseReference(name);
    const known = reference === undefined ? {} : { reference: referenceText(reference) };
    return await openDockerArchive({ ...archive, close: () => folder.remove() }, { target, ...known, options });
  } catch (error) {
    await folder.remove();
    throw error;
  } finally {
    await daemon.http.close();
  }
}

/** A reference or an image id; nothing else may become part of a path of the daemon's API. */
function checkedName(target: string): string {
  if (tryParseReference(target) !== undefined || /^(?:sha256:)?[0-9a-f]{4,64}$/.test(target)) return target;
  throw sbomErrors.REFERENCE_INVALID({ text: target.slice(0, 1000) });
}

async function saveImage(
  daemon: Daemon,
  name: string,
  about: { readonly folder: TempFolder; readonly options: SourceOptions },
): Promise<string> {
  const { signal, progress } = about.options;
  const path = about.folder.newPath();
  await ask(daemon, name, { what: 'json', signal }).then((reply) => reply.discard());
  const request = () => ask(daemon, name, { what: 'get', signal });
  const onProgress = (bytes: number): void => progress?.({ step: 'save', done: bytes, total: null, unit: 'bytes' });
  await download({
    request,
    path,
    limit: imageLimit,
    retries: 0,
    onProgress,
    ...(signal === undefined ? {} : { signal }),
  });
  return path;
}

/** https://docs.docker.com/reference/api/engine/ (ImageInspect, ImageGet) */
async function ask(
  daemon: Daemon,
  name: string,
  about: { readonly what: 'json' | 'get'; readonly signal: AbortSignal | undefined },
): Promise<HttpResponse> {
  const { address, base, http } = daemon;
  const signal = about.signal === undefined ? {} : { signal: about.signal };
  const reply = await http
    .request({ url: `${base}/images/${name}/${about.what}`, ...signal })
    .catch((cause: unknown) => {
      throw isCodedError(cause) ? sbomErrors.DAEMON_MISSING({ address }, { cause }) : cause;
    });
  if (reply.status === 200) return reply;
  await reply.discard();
  if (reply.status === 404) throw sbomErrors.DAEMON_IMAGE_MISSING({ name });
  throw sbomErrors.DAEMON_FAILED({ address, status: reply.status });
}
