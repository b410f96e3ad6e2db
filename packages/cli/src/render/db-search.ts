import type { AffectedPackage, VersionStretch } from '@gantry/core';
import type { SearchResult } from '@gantry/vulns';
import { renderTable } from './table.ts';

/** What a search found: for people one table of advisories and one of packages. */
export function renderSearch(result: SearchResult, output: string): string {
  if (output === 'json') return `${JSON.stringify(result, null, 2)}\n`;
  if (result.advisories.length === 0 && result.packages.length === 0) return `Nothing is known of ${result.query}.\n`;
  return [advisoryTable(result), packageTable(result)].filter(Boolean).join('\n');
}

function advisoryTable({ advisories }: SearchResult): string {
  if (advisories.length === 0) return '';
  const rows = advisories.map((advisory) => [
    advisory.id,
    advisory.severity,
    advisory.withdrawn ? 'withdrawn' : advisory.malicious ? 'malware' : '',
    advisory.published?.slice(0, 10) ?? '',
    advisory.summary || (advisory.details.split('\n')[0] ?? ''),
  ]);
  const affected = advisories.flatMap((advisory) =>
    advisory.affected.map((item) => [advisory.id, item.ecosystem, item.name, rangesOf(item)]),
  );
  return `${renderTable([{ title: 'ADVISORY' }, { title: 'SEVERITY' }, { title: 'STATE' }, { title: 'PUBLISHED' }, { title: 'SUMMARY', max: 90 }], rows)}
${renderTable([{ title: 'ADVISORY' }, { title: 'ECOSYSTEM' }, { title: 'PACKAGE', max: 60 }, { title: 'AFFECTED', max: 80 }], affected)}`;
}

function packageTable({ packages }: SearchResult): string {
  if (packages.length === 0) return '';
  const rows = packages.flatMap((found) =>
    found.rows.map((row) => [found.ecosystem, found.name, row.advisoryId, rangesOf(row.affected)]),
  );
  return renderTable(
    [{ title: 'ECOSYSTEM' }, { title: 'PACKAGE', max: 60 }, { title: 'ADVISORY' }, { title: 'AFFECTED', max: 80 }],
    rows,
  );
}

function rangesOf(affected: AffectedPackage): string {
  const parts = affected.stretches.map(stretchText);
  if (affected.versions.length > 0) parts.push(`${affected.versions.length} listed`);
  if (affected.unreadable?.length) parts.push(`${affected.unreadable.length} unreadable`);
  return parts.join('; ') || 'none';
}

/** `>=2.0, <2.5`, in the words of version ranges. */
function stretchText({ introduced, fixed, lastAffected }: VersionStretch): string {
  const parts = [
    ...(introduced === null ? [] : [`>=${introduced}`]),
    ...(fixed === null ? [] : [`<${fixed}`]),
    ...(lastAffected === null ? [] : [`<=${lastAffected}`]),
  ];
  return parts.join(', ') || 'all versions';
}
