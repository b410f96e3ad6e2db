import { byCodeUnit } from '@gantry/core';
import { vulnsErrors } from '../../errors.ts';
import type { FeedPart, FeedRequest, PartSink } from '../../ingesting/define-feed.ts';
import type { FeedOrigin } from '../../ingesting/origin.ts';
import { chooseEcosystems } from './choose-ecosystems.ts';
import { readZip } from './to-advisories.ts';

const maxListBytes = 1024 * 1024;
/** The largest zip of the bucket is a few hundred MB. */
const maxZipBytes = 4 * 1024 * 1024 * 1024;

/**
 * The zips of the wanted ecosystems. The place is the bucket or a copy of it, a folder with such a copy under `osv/`, or
 * one zip. VULNS_FEED_ECOSYSTEM_UNKNOWN when a wanted ecosystem is not there.
 */
export async function osvParts(request: FeedRequest): Promise<readonly FeedPart[]> {
  const { origin } = request;
  if (origin.kind === 'file' || origin.place.endsWith('.zip')) return [part(origin, [], ecosystemOfPath(origin.place))];
  for (const below of [['osv'], []]) {
    const names = await listEcosystems(origin, below);
    if (names.length === 0) continue;
    const chosen = chooseEcosystems(names, request.ecosystems, origin.address(below));
    return chosen.map((name) => part(origin, [...below, name, 'all.zip'], name));
  }
  return [];
}

async function listEcosystems(origin: FeedOrigin, below: readonly string[]): Promise<string[]> {
  const list = await origin.open([...below, 'ecosystems.txt'], maxListBytes);
  if (!list) return await foldersWithZip(origin, below);
  try {
    const text = Buffer.from(list.access.read(0, list.access.size)).toString('utf8');
    const names = text.split('\n').map((line) => line.trim());
    return [...new Set(names)].filter((name) => name !== '').sort(byCodeUnit);
  } finally {
    list.close();
  }
}

async function foldersWithZip(origin: FeedOrigin, below: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const name of origin.list(below)) {
    if (origin.list([...below, name]).includes('all.zip')) found.push(name);
  }
  return found;
}

function part(origin: FeedOrigin, names: readonly string[], ecosystem: string | null): FeedPart {
  const place = origin.address(names);
  return { feed: 'osv', ecosystem, place, fetchedAt: null, read: (sink) => readPart(origin, names, sink) };
}

async function readPart(origin: FeedOrigin, names: readonly string[], sink: PartSink): Promise<void> {
  await sink.pause();
  const zip = await origin.open(names, maxZipBytes);
  if (!zip)
    throw vulnsErrors.FEED_UNREADABLE({ feed: 'osv', place: origin.address(names), because: 'it is not there' });
  try {
    await readZip(zip.access, origin.address(names), sink);
  } finally {
    zip.close();
  }
}

/** `.../npm/all.zip` is the zip of npm; any other name says nothing. */
function ecosystemOfPath(path: string): string | null {
  const parts = path.split(/[/\\]/);
  return parts.at(-1) === 'all.zip' ? (parts.at(-2) ?? null) : null;
}
