import type { FeedDataRecord, FeedGroupMetadata, FeedMetadata } from '@gantry/contract/feeds';
import type { AdvisorySourceFacts } from '@gantry/core';
import { enrichingFeeds } from '@gantry/vulns';
import type { AdvisoriesStatus } from '../advisories/ports.ts';
import { feedsErrors } from './errors.ts';
import type { FeedSlot } from './feed-names.ts';
import type { SyncState } from './ports.ts';
import type { Upload } from './settings.ts';

/** All that is told of feeds. */
export interface FeedFacts {
  readonly status: AdvisoriesStatus | null;
  readonly sync: SyncState;
  readonly off: boolean;
  readonly uploads: readonly Upload[];
}

/** The feeds as the list shows them: the advisories, the catalogue of exploited vulnerabilities, and what adds to them where it is there. */
export function toFeeds(facts: FeedFacts): FeedMetadata[] {
  const { sources } = facts.status ?? { sources: [] };
  const advisories = sources.filter(({ feed }) => feed !== 'kev' && !isEnriching(feed));
  return [
    {
      ...feedOf('vulnerabilities', facts),
      dataset_name: 'vulnerability_db',
      groups: advisories.map((one) => groupOf(one, facts)),
    },
    { ...feedOf('kev', facts), dataset_name: 'kev_db', groups: kevGroups(facts) },
    ...enrichingFeeds.flatMap((feed) => {
      const groups = sources.filter((source) => source.feed === feed).map((source) => groupOf(source, facts));
      return groups.length === 0 ? [] : [{ ...feedOf(feed, facts), dataset_name: datasets[feed].dataset, groups }];
    }),
  ];
}

function isEnriching(feed: string): boolean {
  return (enrichingFeeds as readonly string[]).includes(feed);
}

/** The one that a slot belongs to. */
export function toFeed(name: 'vulnerabilities' | 'kev', facts: FeedFacts): FeedMetadata {
  return toFeeds(facts).find((feed) => feed.name === name) as FeedMetadata;
}

function feedOf(name: string, { status, sync, off, uploads }: FeedFacts): FeedMetadata {
  const upload = uploads.find((one) => one.name === name);
  if (status === null) return { name, enabled: !off, groups: [] };
  const received = sync.digest === status.digest && sync.completedAt !== null ? sync.completedAt : status.builtAt;
  return {
    name,
    version: upload?.version ?? String(status.format),
    created_at: status.builtAt,
    updated_at: received,
    data_service_built_at: upload?.built ?? status.builtAt,
    enterprise_received_at: upload?.receivedAt ?? received,
    ...(sync.completedAt === null ? {} : { last_full_sync: sync.completedAt }),
    enabled: !off,
    dataset_checksum: upload?.checksum ?? status.digest,
  };
}

function groupOf(
  { ecosystem, records, fetchedAt, newestRecord }: AdvisorySourceFacts,
  { off }: FeedFacts,
): FeedGroupMetadata {
  return {
    name: ecosystem,
    record_count: records,
    created_at: fetchedAt,
    last_sync: fetchedAt,
    data_service_built_at: newestRecord ?? fetchedAt,
    enterprise_received_at: fetchedAt,
    enabled: !off,
  };
}

/** The starter set has its entries too, without a source of their own. */
function kevGroups(facts: FeedFacts): FeedGroupMetadata[] {
  const { status } = facts;
  const source = status?.sources.find(({ feed }) => feed === 'kev');
  if (status === null || status.counts.exploited === 0) return [];
  const of: AdvisorySourceFacts = source ?? {
    feed: 'kev',
    ecosystem: 'kev',
    releases: [],
    records: status.counts.exploited,
    fetchedAt: status.builtAt,
    newestRecord: null,
  };
  return [{ ...groupOf({ ...of, ecosystem: 'kev', records: status.counts.exploited }, facts) }];
}

const datasets = {
  all: { dataset: 'vulnerability_db', data_format: 'osv-zip' },
  ecosystem: { dataset: 'vulnerability_db', data_format: 'osv-zip' },
  kev: { dataset: 'kev_db', data_format: 'kev-json' },
  eol: { dataset: 'eol_db', data_format: 'eol-json' },
  epss: { dataset: 'epss_db', data_format: 'epss-csv' },
  'malware-hashes': { dataset: 'malware_hashes_db', data_format: 'hash-list' },
  nvd: { dataset: 'nvd_db', data_format: 'nvd-json' },
} as const;

/** The record of a data set: of what was uploaded, else of what is loaded. FEEDS_VERSION_UNKNOWN. */
export function toDataRecord(slot: FeedSlot, version: string, { status, uploads, sync }: FeedFacts): FeedDataRecord {
  const upload = uploads.find(({ name }) => name === slot.name);
  const known = upload?.version ?? (status === null ? null : String(status.format));
  if (known === null || (version !== known && version !== 'latest'))
    throw feedsErrors.VERSION_UNKNOWN({ feed: slot.name, version: version.slice(0, 100), known: known ?? 'none' });
  const { dataset, data_format } = datasets[slot.content];
  const received = upload?.receivedAt ?? sync.completedAt ?? status?.builtAt ?? '';
  const built = upload?.built ?? status?.builtAt ?? '';
  return {
    id: upload?.digest ?? status?.digest ?? '',
    name: slot.name,
    dataset,
    data_format: upload === undefined ? 'gantry-database' : data_format,
    checksum: upload?.checksum ?? status?.digest ?? '',
    version: known,
    data_service_built_at: built,
    enterprise_received_at: received,
    built_at: built,
    created_at: received,
    updated_at: received,
  };
}
