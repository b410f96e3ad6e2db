import type { Client } from '@gantry/contract/client';
import { listEvents } from '@gantry/contract/events';
import { getImage, type Image } from '@gantry/contract/images';
import { isCodedError } from '@gantry/core/errors';
import { cliErrors } from '../errors.ts';
import { progressLine } from '../render/progress.ts';
import { flag, type OptionValues, text } from '../settings/option.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { isPassing, waitFor } from './waiting.ts';

/** Seconds that an analysis may take when nobody says. */
const usualTimeout = 3600;

/** Milliseconds that a server may be away while an image is waited for: it may be started anew. */
const longestAbsence = 120_000;

/** Waits until the server analyzed an image, with progress for people. Fails with CLI_ANALYSIS_FAILED and CLI_WAITED_TOO_LONG. */
export async function awaitAnalysis(
  client: Client,
  { image_digest, name }: { readonly image_digest: string; readonly name: string },
  { options, terminal }: { readonly options: OptionValues; readonly terminal: Terminal },
): Promise<Image> {
  const line = progressLine(terminal.err, terminal.interactive && !flag(options, 'quiet'), terminal.columns);
  const start = performance.now();
  const timeout = Number(text(options, 'timeout') ?? usualTimeout);
  const ask = patiently(() => client.call(getImage, { params: { image_digest } }));
  const look = async () => {
    const image = await ask();
    if (image === undefined) return undefined;
    const done = Math.round((performance.now() - start) / 1000);
    line.report({ step: `${name}: ${stateText(image)}`, done, total: null, unit: 'seconds' });
    return isEnded(image) ? image : undefined;
  };
  try {
    const image = await waitFor(look, { timeout, what: `the image ${name} was not analyzed` }, terminal);
    if (image.analysis_status === 'analyzed') return image;
    line.clear();
    throw cliErrors.ANALYSIS_FAILED({ name, because: await reasonOf(client, image_digest) });
  } finally {
    line.clear();
  }
}

/** Asks; undefined while the server is away, which is not borne for long. */
function patiently<T>(ask: () => Promise<T>): () => Promise<T | undefined> {
  let answered = performance.now();
  return async () => {
    try {
      const answer = await ask();
      answered = performance.now();
      return answer;
    } catch (error) {
      if (isPassing(error) && performance.now() - answered < longestAbsence) return undefined;
      throw error;
    }
  };
}

function isEnded({ analysis_status }: Image): boolean {
  return analysis_status === 'analyzed' || analysis_status === 'analysis_failed';
}

function stateText({ analysis_status }: Image): string {
  return analysis_status === 'not_analyzed' ? 'waiting its turn' : (analysis_status ?? 'unknown').replaceAll('_', ' ');
}

/** What the newest error about the image says. That nobody may read the events must not hide that the analysis failed. */
async function reasonOf(client: Client, digest: string): Promise<string> {
  try {
    const { results = [] } = await client.call(listEvents, {
      query: { resource_id: digest, level: 'ERROR', limit: 1 },
    });
    return results[0]?.event?.message ?? 'it gives no reason';
  } catch (error) {
    if (isCodedError(error)) return 'it gives no reason';
    throw error;
  }
}
