import { isCodedError } from '@gantry/core';
import { makeFolder, makeTempFolder, removePath, writeAtomic } from '@gantry/io/files';
import type { DatabaseStatus } from '@gantry/vulns';
import type { Platform } from '../../kernel/platform/index.ts';
import type { JobKind, JobRun } from '../../kernel/queue/index.ts';
import type { Advisories } from '../advisories/ports.ts';
import type { Matching } from '../matching/ports.ts';
import type { BuildRequest, FeedBuilder } from './builder.ts';
import type { FeedSettings, Upload } from './settings.ts';
import type { Shelf } from './shelf.ts';

/** The job that looks for newer advisories. */
export const syncName = 'sync-feeds';

/** What a sync works with. */
export interface SyncParts {
  readonly platform: Pick<Platform, 'clock' | 'events' | 'dataDir'>;
  readonly advisories: Advisories;
  readonly matching: Pick<Matching, 'scheduleRematch'>;
  readonly builder: FeedBuilder;
  readonly settings: FeedSettings;
  readonly shelf: Shelf;
  /** URL prefix or folder; null for the public addresses; `none` asks nobody. */
  readonly from: string | null;
  /** Places of single feeds, by name, instead of `from`. */
  readonly places: Readonly<Record<string, string>>;
}

/** A sync that is asked for within this many milliseconds of the last one is that one, unless it is forced. */
const freshMilliseconds = 60_000;

/** Builds the advisories afresh from the network, the mirror or what was uploaded. A failure leaves those that are there. */
export function syncJob(parts: SyncParts): JobKind {
  const { settings, platform } = parts;
  return {
    name: syncName,
    attempts: 3,
    deadline: 3_600,
    concurrency: 1,
    run: async (job) => {
      if (await isNeeded(parts, job.data['force'] === true)) await syncOnce(parts, job);
    },
    givenUp: async (_data, error) => {
      const { code, message } = reasonOf(error);
      await settings.setState({
        state: 'failed',
        error: { code, message },
        finishedAt: platform.clock.now().toISOString(),
      });
      await emit(parts, 'failed', { level: 'ERROR', message: `The feeds could not be synced: ${message}`, code });
    },
  };
}

/** The operator wants nobody to be asked, and nothing was uploaded. */
export async function hasNoSource({ settings, from }: Pick<SyncParts, 'settings' | 'from'>): Promise<boolean> {
  return from === 'none' && (await settings.uploads()).length === 0;
}

async function isNeeded(parts: SyncParts, force: boolean): Promise<boolean> {
  const { settings, platform } = parts;
  if (await settings.off()) return false;
  const { completedAt, state } = await settings.state();
  if (await hasNoSource(parts)) {
    await settings.setState({ state: 'off' });
    return false;
  }
  const age =
    completedAt === null ? Number.POSITIVE_INFINITY : platform.clock.now().getTime() - Date.parse(completedAt);
  return force || state === 'failed' || age >= freshMilliseconds;
}

async function syncOnce(parts: SyncParts, job: JobRun): Promise<void> {
  const { platform, settings, advisories } = parts;
  const startedAt = platform.clock.now().toISOString();
  await settings.setState({ state: 'running', startedAt, finishedAt: null });
  await emit(parts, 'started', { level: 'INFO', message: 'Syncing the feeds' });
  try {
    const built = await buildFrom(parts, job.signal);
    await advisories.publish();
    await completed(parts, built);
  } catch (error) {
    const { code, message } = reasonOf(error);
    job.log.warn('the feeds could not be synced', { code, reason: message });
    await settings.setState({
      state: 'failed',
      error: { code, message },
      finishedAt: platform.clock.now().toISOString(),
    });
    throw error;
  }
  await parts.matching.scheduleRematch();
}

async function completed(parts: SyncParts, { digest, counts, missed }: DatabaseStatus): Promise<void> {
  const now = parts.platform.clock.now().toISOString();
  await parts.settings.setState({ state: 'completed', finishedAt: now, completedAt: now, digest, error: null });
  await emit(parts, 'completed', {
    level: 'INFO',
    message: `The feeds are synced: ${counts.advisories} advisories, ${counts.exploited} known exploited vulnerabilities${missedText(missed)}`,
    digest,
    counts,
    missed,
  });
}

/** Feeds that could not be had keep what they gave before. */
function missedText(missed: DatabaseStatus['missed']): string {
  return missed.length === 0 ? '' : `; not to be had were ${missed.map(({ feed }) => feed).join(', ')}`;
}

/** Uploaded records are read in place of the network; an uploaded catalogue beside either. */
async function buildFrom(parts: SyncParts, signal: AbortSignal): Promise<DatabaseStatus> {
  const { advisories, builder, settings, platform, from } = parts;
  const uploads = await settings.uploads();
  makeFolder(platform.dataDir);
  const folder = makeTempFolder(platform.dataDir, 'feeds-');
  try {
    for (const upload of uploads) await unpackUpload(parts, upload, folder);
    const request: BuildRequest = {
      dir: advisories.folder,
      now: platform.clock.now().toISOString(),
      ...placesOf(uploads, folder, from),
      places: { ...parts.places, ...uploadedPlaces(uploads, folder) },
    };
    return await builder.build(request, signal);
  } finally {
    removePath(folder);
  }
}

/** What adds to advisories is read from its upload in place of everything else. */
function uploadedPlaces(uploads: readonly Upload[], folder: string): Record<string, string> {
  const own = uploads.filter(({ content }) => content !== 'all' && content !== 'ecosystem' && content !== 'kev');
  return Object.fromEntries(own.map(({ name, content }) => [name, `${folder}/${fileOf({ name, content })}`]));
}

function placesOf(
  uploads: readonly Upload[],
  folder: string,
  from: string | null,
): Omit<BuildRequest, 'dir' | 'now' | 'places'> {
  const has = (content: Upload['content']) => uploads.some((upload) => upload.content === content);
  const files = `${folder}/files`;
  const bundle = has('all') ? { zip: `${folder}/bundle.zip`, folder: `${folder}/bundle` } : null;
  const also = has('ecosystem') || has('kev') ? [files] : [];
  if (bundle !== null) return { from: null, also, bundle };
  if (has('ecosystem') || from === 'none') return { from: files, also: [], bundle };
  return { from, also, bundle };
}

async function unpackUpload({ shelf }: SyncParts, upload: Upload, folder: string): Promise<void> {
  await writeAtomic(`${folder}/${fileOf(upload)}`, shelf.bytes(upload));
}

function fileOf({ name, content }: Pick<Upload, 'name' | 'content'>): string {
  if (content === 'all') return 'bundle.zip';
  if (content === 'ecosystem') return `files/osv/${name}/all.zip`;
  return content === 'kev' ? 'files/kev/known_exploited_vulnerabilities.json' : `single/${content}`;
}

function reasonOf(error: unknown): { readonly code: string; readonly message: string } {
  if (isCodedError(error)) return { code: error.code, message: error.message };
  return { code: 'SERVER_BUG', message: 'the sync failed in a way that it was not built for' };
}

async function emit(
  { platform }: SyncParts,
  what: 'started' | 'completed' | 'failed',
  {
    level,
    message,
    ...details
  }: { readonly level: 'INFO' | 'ERROR'; readonly message: string; readonly [fact: string]: unknown },
): Promise<void> {
  await platform.events.emit({
    account: 'admin',
    type: `system.feeds.sync.${what}`,
    level,
    message,
    details,
    resource: { type: 'feeds', id: 'vulnerabilities' },
  });
}
