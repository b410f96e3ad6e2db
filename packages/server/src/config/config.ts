import { type InspectionPart, inspectionParts } from '@gantry/core';
import { configErrors } from './errors.ts';
import type { ConfigKey } from './options.ts';

/** The settings of a server process, checked. */
export interface Config {
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly role: 'all' | 'api' | 'worker';
  readonly databaseUrl: string | null;
  readonly adminPassword: string | null;
  /** Keys as hex with commas, the one that seals first; null: a key file is used. */
  readonly secretKeys: string | null;
  readonly secretKeyFile: string | null;
  readonly tls: { readonly cert: string; readonly key: string } | null;
  readonly publicUrl: string | null;
  readonly trustProxy: readonly string[];
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  /** `none`: never asks; null: the public addresses. */
  readonly feeds: string | null;
  /** Places of single feeds, by name. */
  readonly feedPlaces: Readonly<Record<string, string>>;
  /** Seconds. */
  readonly feedsInterval: number;
  /** Bytes. */
  readonly bodyLimit: number;
  /** Requests per minute and address. */
  readonly rateLimit: number;
  readonly analyses: { readonly concurrency: number; readonly deadline: number; readonly memory: number };
  /** What analyses look at besides packages. */
  readonly inspection: {
    readonly parts: readonly InspectionPart[];
    readonly retrieve: readonly string[];
    /** File with patterns. */
    readonly patterns: string | null;
    readonly clamd: string | null;
  };
  readonly allowAddresses: readonly string[];
  /** Seconds. */
  readonly intervals: { readonly tags: number; readonly repositories: number; readonly evaluations: number };
  readonly eventDays: number;
  readonly executables: string | null;
  readonly metricsToken: string | null;
}

/** Settings from checked texts. */
export function toConfig(values: ReadonlyMap<ConfigKey, string>): Config {
  const text = (key: ConfigKey): string | null => values.get(key) ?? null;
  const number = (key: ConfigKey): number => Number(values.get(key));
  const list = (key: ConfigKey): string[] =>
    (values.get(key) ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean);
  const role = text('role') as Config['role'];
  const databaseUrl = text('database_url');
  if (role !== 'all' && databaseUrl === null) throw configErrors.ROLE_NEEDS_DATABASE({ role });
  return {
    dataDir: text('data') ?? '',
    host: text('host') ?? '',
    port: number('port'),
    role,
    databaseUrl,
    adminPassword: text('admin_password'),
    secretKeys: text('secret_key'),
    secretKeyFile: text('secret_key_file'),
    tls: tlsOf(text('tls_cert'), text('tls_key')),
    publicUrl: text('public_url'),
    trustProxy: list('trust_proxy'),
    logLevel: text('log_level') as Config['logLevel'],
    feeds: text('feeds'),
    feedPlaces: Object.fromEntries(list('feed_places').map(placeOf)),
    feedsInterval: number('feeds_interval'),
    bodyLimit: number('body_limit'),
    rateLimit: number('rate_limit'),
    analyses: {
      concurrency: number('analyses'),
      deadline: number('analysis_deadline'),
      memory: number('analysis_memory'),
    },
    inspection: {
      parts: list('inspect').flatMap(partOf),
      retrieve: list('retrieve_files'),
      patterns: text('search_patterns'),
      clamd: text('clamd'),
    },
    allowAddresses: list('allow_addresses'),
    intervals: {
      tags: number('watch_tags'),
      repositories: number('watch_repositories'),
      evaluations: number('evaluation_interval'),
    },
    eventDays: number('event_days'),
    executables: text('executables'),
    metricsToken: text('metrics_token'),
  };
}

/** `epss=https://mirror.example/epss.csv.gz`. */
function placeOf(text: string): [feed: string, place: string] {
  const [, feed, place] = /^([a-z-]+)=(.+)$/.exec(text) ?? [];
  if (feed !== undefined && place !== undefined) return [feed, place];
  throw configErrors.BAD_VALUE({ key: 'feed_places', value: text, allowed: 'a list of feed=place' });
}

/** `secret_search` is the part `secretSearch`; `none` is no part. */
function partOf(text: string): InspectionPart[] {
  if (text === 'none') return [];
  const name = text.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const part = inspectionParts.find((one) => one === name);
  if (part !== undefined) return [part];
  const words = inspectionParts.map((one) => one.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  throw configErrors.BAD_VALUE({ key: 'inspect', value: text, allowed: [...words, 'none'].join(', ') });
}

function tlsOf(cert: string | null, key: string | null): Config['tls'] {
  if (cert === null && key === null) return null;
  if (cert === null || key === null) throw configErrors.TLS_INCOMPLETE();
  return { cert, key };
}
