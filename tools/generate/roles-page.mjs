import { header } from './header.mjs';

/** docs/reference/roles.md: which role may call which operation. */
export function rolesPage({ roles, operations }) {
  const tags = [...new Set(operations.map(({ tag }) => tag))].sort();
  const list = roles.map(
    ({ name, description, system }) => `| \`${name}\` | ${description} | ${system ? 'every account' : 'one account'} |`,
  );
  const sections = tags.map((tag) => section(tag, operations, roles));
  return `${header('Roles and operations')}A user holds roles in accounts, directly or through groups; what their roles permit adds up. The roles are fixed. \`system-admin\` holds
everywhere and is given to users of the account \`admin\` only; \`full-control\` of the account \`admin\` makes a system admin too.
Operations on other accounts, user groups, feeds, services and the log are for system admins.

| role | for | holds in |
|---|---|---|
${list.join('\n')}

An operation marked **anyone** needs no sign-in; **signed in** needs no role. The permission is what a refusal names
(\`Not authorized. Requires permissions: ...\`).

${sections.join('\n')}`;
}

function section(tag, operations, roles) {
  const rows = operations
    .filter((operation) => operation.tag === tag)
    .sort((a, b) => (a.path === b.path ? compare(a.method, b.method) : compare(a.path, b.path)))
    .map((operation) => `| \`${operation.method} ${operation.path}\` | ${who(operation, roles)} |`);
  return `## ${tag}\n\n| operation | permission | roles |\n|---|---|---|\n${rows.join('\n')}\n`;
}

function who({ may }, roles) {
  if (may === 'public') return '| **anyone**';
  if (may === 'signed-in') return '| **signed in**';
  const holders = roles.filter(({ permissions }) => permissions.includes(may)).map(({ name }) => name);
  return `\`${may}\` | ${holders.join(', ')}`;
}

const compare = (a, b) => (a < b ? -1 : Number(a > b));
