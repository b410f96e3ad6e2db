import { header } from './header.mjs';

/** docs/errors.md: every code with its meaning and what to do. */
export function errorsPage({ errorTables, ...source }) {
  const { cliErrors, clientErrors, ioErrors, sbomErrors, vulnsErrors, policyErrors } = source;
  const engines = [ioErrors, sbomErrors, vulnsErrors, policyErrors];
  const serverTables = errorTables.filter((table) => !engines.includes(table));
  const tables = [
    ['Command line', cliErrors],
    ['Client of the API', clientErrors],
    ['Disk, archives and network', ioErrors],
    ['Sources, catalogers and formats', sbomErrors],
    ['Feeds, database and matching', vulnsErrors],
    ['Policy', policyErrors],
    ['Server', { rows: Object.assign({}, ...serverTables.map(({ rows }) => rows)) }],
  ];
  const sections = tables.map(([title, table]) => {
    const rows = Object.entries(table.rows)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, row]) => `| \`${code}\` | ${row.kind} | ${cell(row.says)} | ${cell(row.advice)} |`);
    return `## ${title}\n\n| code | kind | says | what to do |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `${header('Error codes')}Errors and things that were not read carry one of these codes. A code keeps its meaning for ever and is never reused.
The kind decides the exit status: \`usage\` is 2, every other kind is 3.

${sections.join('\n')}`;
}

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
