import type { DatabaseStatus } from '@gantry/vulns';
import { formatBytes } from './progress.ts';
import { printable, renderTable } from './table.ts';

/** The state of the advisory database: for people with ages, for machines as it is. */
export function renderStatus(
  status: DatabaseStatus,
  { output, now, sources }: { readonly output: string; readonly now: string; readonly sources: boolean },
): string {
  if (output === 'json') return `${JSON.stringify(status, null, 2)}\n`;
  const { counts } = status;
  const lines = [
    ['Built', `${status.builtAt} (${ageOf(status.builtAt, now)})`],
    [
      'Content',
      `${counts.advisories} advisories on ${counts.packages} packages, ${counts.malicious} of malware, ${counts.exploited} known exploited`,
    ],
    ...enrichmentLines(status),
    ['File', `${formatBytes(status.size)}, ${status.digest}`],
    ...(status.starter
      ? [['Note', 'only the starter set that ships with Gantry: run `gantry db update` for the live feeds']]
      : []),
    ...lossLines(status),
    ...missedLines(status),
  ];
  const head = lines.map(([name, text]) => `${(name ?? '').padEnd(8)} ${text}\n`).join('');
  if (!sources) return head;
  const rows = status.sources.map((source) => [
    source.feed,
    source.ecosystem,
    String(source.records),
    source.newestRecord?.slice(0, 10) ?? '',
    String(source.releases.length || ''),
  ]);
  const columns = [
    { title: 'FEED' },
    { title: 'ECOSYSTEM' },
    { title: 'RECORDS' },
    { title: 'NEWEST' },
    { title: 'RELEASES' },
  ];
  return `${head}\n${renderTable(columns, rows)}`;
}

/** What adds to advisories, as far as it is loaded. */
function enrichmentLines({ counts }: DatabaseStatus): string[][] {
  const parts = [
    [counts.forecasts, 'forecasts of exploitation'],
    [counts.ratings, 'ratings by NVD'],
    [counts.products, 'products with support periods'],
    [counts.listed, 'digests of malicious files'],
  ] as const;
  const there = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return there.length === 0 ? [] : [['Besides', there.join(', ')]];
}

function missedLines({ missed }: DatabaseStatus): string[][] {
  return missed.map(({ feed, because, kept }) => [
    'Missed',
    `${feed}: ${printable(because)} (${kept ? 'what was loaded of it before stays' : 'nothing of it is loaded'})`,
  ]);
}

function lossLines(status: DatabaseStatus): string[][] {
  const rejected = status.losses.reduce((sum, loss) => sum + total(loss.rejected), 0);
  const flawed = status.losses.reduce((sum, loss) => sum + total(loss.flawed), 0);
  if (rejected + flawed === 0) return [];
  return [['Losses', `${rejected} records rejected, ${flawed} read in part (-o json says which and why)`]];
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** `3 days old`, to the largest whole unit. */
export function ageOf(since: string, now: string): string {
  const minutes = Math.floor((Date.parse(now) - Date.parse(since)) / 60_000);
  if (!(minutes >= 1)) return 'just now';
  const [count, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 2880
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1440), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'} old`;
}
