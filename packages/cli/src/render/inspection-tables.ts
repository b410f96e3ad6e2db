import type { ContentSearch, Inspection } from '@gantry/core';
import { type Column, renderTable } from './table.ts';

/** Rows of a table for people; JSON has all. */
const mostRows = 100;

const longest = 80;

/** A table with its title. */
export interface TitledTable {
  readonly title: string;
  readonly table: string;
}

/** What deserves a look, a table for each kind; kinds without a row are left out. */
export function findingTables(inspection: Inspection): TitledTable[] {
  return [
    privileged(inspection),
    searched('Secrets', inspection.secretSearch),
    searched('Contents', inspection.contentSearch),
    changed(inspection),
    weak(inspection),
    infected(inspection),
  ].flatMap(({ title, columns, rows }) => {
    if (rows.length === 0) return [];
    const more = rows.length > mostRows ? `and ${rows.length - mostRows} more (-o json lists all)\n` : '';
    return [{ title, table: renderTable(columns, rows.slice(0, mostRows)) + more }];
  });
}

interface Rows {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

const path: Column = { title: 'PATH', max: longest };

function privileged({ files }: Inspection): Rows {
  const entries = (files?.entries ?? []).filter(
    ({ type, mode, capabilities }) => type === 'file' && ((mode & 0o6000) !== 0 || (capabilities?.length ?? 0) > 0),
  );
  const rows = entries.map((one) => [
    one.path,
    one.mode.toString(8).padStart(4, '0'),
    `${one.uid}:${one.gid}`,
    one.capabilities?.join(' ') ?? '',
  ]);
  const columns = [path, { title: 'MODE' }, { title: 'OWNER' }, { title: 'CAPABILITIES', max: longest }];
  return { title: 'Privileged programs', columns, rows };
}

function searched(title: string, search: ContentSearch | null): Rows {
  const rows = (search?.hits ?? []).map(({ pattern, path: file, line, visible }) => [
    pattern,
    file,
    String(line),
    visible ? '' : 'deleted, still in the image',
  ]);
  return { title, columns: [{ title: 'PATTERN', max: 40 }, path, { title: 'LINE' }, { title: 'NOTE' }], rows };
}

function changed({ verification }: Inspection): Rows {
  const rows = (verification?.files ?? []).map(({ packageName, path: file, status, what }) => [
    packageName,
    file,
    status,
    what.join(', '),
  ]);
  const columns = [{ title: 'PACKAGE', max: 40 }, path, { title: 'STATUS' }, { title: 'WHAT' }];
  return { title: 'Files that differ from their packages', columns, rows };
}

/** Libraries are always position-independent, and what cannot be told is no weakness. */
function weak({ hardening }: Inspection): Rows {
  const rows = (hardening ?? []).flatMap((one) => {
    const lacks = [
      ...(one.pie || one.kind === 'library' ? [] : ['pie']),
      ...(one.nx ? [] : ['nx']),
      ...(one.relro === 'none' ? ['relro'] : []),
    ];
    return lacks.length === 0 ? [] : [[one.path, one.kind, lacks.join(', ')]];
  });
  return { title: 'Programs that lack hardening', columns: [path, { title: 'KIND' }, { title: 'LACKS' }], rows };
}

function infected({ malware }: Inspection): Rows {
  const rows = (malware ?? []).flatMap(({ scanner, findings }) =>
    findings.map(({ path: file, signature, visible }) => [
      file,
      signature,
      scanner,
      visible ? '' : 'deleted, still in the image',
    ]),
  );
  const columns = [path, { title: 'SIGNATURE', max: 60 }, { title: 'SCANNER' }, { title: 'NOTE' }];
  return { title: 'Malware', columns, rows };
}
