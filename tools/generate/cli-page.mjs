import { header } from './header.mjs';

/** docs/reference/cli.md: every command with its options and examples. */
export function cliPage({ commands, everywhere }) {
  const sections = commands.map((command) => {
    const usage = `gantry ${command.name}${command.args ? ` ${command.args}` : ''}`;
    const options = [...command.options, ...everywhere].map(optionRow).join('\n');
    const examples = command.examples.map((example) => `    ${example}`).join('\n');
    return `## gantry ${command.name}\n\n${sentence(command.about)}\n\n    ${usage}\n\n| option | variable | default | meaning |\n|---|---|---|---|\n${options}\n\n${examples}\n`;
  });
  return `${header('Command line')}Targets: \`registry:REF\` (or a plain reference), \`docker:REF\`, \`docker-archive:PATH\`, \`oci-archive:PATH\`, \`oci-dir:PATH\`,
\`dir:PATH\`, \`file:PATH\`, \`sbom:PATH\` (\`sbom:-\` reads standard input). A plain path that exists is recognised.

Results go to standard output, everything else (progress, notes, errors) to standard error.

## Exit statuses

| status | meaning |
|---|---|
| 0 | done; the policy said go or warn |
| 1 | the policy said stop, or \`--fail-on\` was reached |
| 2 | the call is wrong: an unknown command, option, value or kind of target |
| 3 | it could not be done or evaluated: something is missing, broken or out of reach |
| 130, 143 | ended by Ctrl-C (SIGINT) or SIGTERM |

## Environment variables

An option on the command line goes before its variable. A switch takes \`1\`, \`true\`, \`yes\`, \`on\` or \`0\`, \`false\`, \`no\`, \`off\`. An empty
variable counts as absent. A wrong value ends with status 2.

| variable | stands in for | commands |
|---|---|---|
${variableRows({ commands, everywhere })}

| variable | meaning |
|---|---|
| \`GANTRY_CACHE_DIR\` | folder of layer facts and of the advisory database; default \`$XDG_CACHE_HOME/gantry\`, else \`~/.cache/gantry\` |
| \`NO_COLOR\` | not empty: no colours. There are none either where standard output is no terminal, or with \`TERM=dumb\` |
| \`CI\` | set: no progress. There is none either where standard error is no terminal, or with \`TERM=dumb\` |
| \`HTTP_PROXY\`, \`HTTPS_PROXY\`, \`NO_PROXY\` | proxies for registries and feeds, also in small letters |
| \`DOCKER_CONFIG\` | folder of Docker's \`config.json\`, for registry credentials; default \`~/.docker\` |
| \`DOCKER_HOST\`, \`DOCKER_TLS_VERIFY\`, \`DOCKER_CERT_PATH\` | where \`docker:\` finds the daemon |

${sections.join('\n')}`;
}

/** Each variable once, with the option that it stands in for and the commands that have it. */
function variableRows({ commands, everywhere }) {
  const uses = commands.flatMap(({ name, options }) => options.map((option) => ({ option, name })));
  const all = [...uses, ...everywhere.map((option) => ({ option, name: 'every command' }))];
  const rows = new Map();
  for (const { option, name } of all) {
    if (!option.env) continue;
    const row = rows.get(option.env) ?? { flag: option.flags.match(/--[a-z-]+/)[0], names: [] };
    rows.set(option.env, { ...row, names: [...row.names, name] });
  }
  return [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([variable, { flag, names }]) => `| \`${variable}\` | \`${flag}\` | ${names.join(', ')} |`)
    .join('\n');
}

function optionRow(option) {
  const choices = option.choices ? ` (${option.choices.join(', ')})` : '';
  const flags = option.flags.replaceAll('|', '\\|');
  return `| \`${flags}\` | ${option.env ? `\`${option.env}\`` : ''} | ${option.default ?? ''} | ${option.about}${choices} |`;
}

const sentence = (text) => `${text[0].toUpperCase()}${text.slice(1)}.`;
