import { header } from './header.mjs';

/** docs/reference/cli.md: every command with its options and examples. */
export function cliPage({ commands, everywhere, connectionOptions }) {
  const sections = commands.map((command) => {
    const usage = `gantry ${command.name}${command.args ? ` ${command.args}` : ''}`;
    const group = command.name.split(' ').slice(0, -1).join(' ');
    const aliases = (command.aliases ?? []).map((alias) => `\`gantry ${group} ${alias}\``).join(', ');
    const server = command.server === undefined ? '' : `${serverText[command.server]}\n\n`;
    const options = [...command.options, ...everywhere].map(optionRow).join('\n');
    const examples = command.examples.map((example) => `    ${example}`).join('\n');
    return `## gantry ${command.name}\n\n${sentence(command.about)}\n\n    ${usage}\n\n${aliases ? `Also: ${aliases}.\n\n` : ''}${server}| option | variable | default | meaning |\n|---|---|---|---|\n${options}\n\n${examples}\n`;
  });
  return `${header('Command line')}Targets: \`registry:REF\` (or a plain reference), \`docker:REF\`, \`docker-archive:PATH\`, \`oci-archive:PATH\`, \`oci-dir:PATH\`,
\`dir:PATH\`, \`file:PATH\`, \`sbom:PATH\` (\`sbom:-\` reads standard input). A plain path that exists is recognised.

Results go to standard output, everything else (progress, notes, errors) to standard error.

## Exit statuses

| status | meaning |
|---|---|
| 0 | done; the policy said go or warn. \`image check\` also when it said stop, without \`--fail-based-on-results\` |
| 1 | the policy said stop, or \`--fail-on\` was reached; of \`image check\` only with \`--fail-based-on-results\` |
| 2 | the call is wrong: an unknown command, option, value or kind of target, no server where one is needed |
| 3 | it could not be done or evaluated: something is missing, broken, refused or out of reach |
| 130, 143 | ended by Ctrl-C (SIGINT) or SIGTERM |

anchorectl ends with 1 for every failure; here 1 is kept for what a policy says.

## Commands that talk to a server

They take these options beside their own. Where a command has an option of the same name for something else (\`--username\` of
\`registry add\`), its own counts and the variable speaks for the connection.

| option | variable | default | meaning |
|---|---|---|---|
${connectionOptions.map(optionRow).join('\n')}

An option goes before its \`GANTRY_\` variable, that before its \`ANCHORECTL_\` variable, and that before a file of settings. The first
file that exists is read: \`./.gantry.yaml\`, \`./gantry.yaml\`, \`./.gantry/config.yaml\`, \`~/.gantry.yaml\`, \`~/gantry.yaml\`,
\`$XDG_CONFIG_HOME/gantry/config.yaml\` (default \`~/.config\`), then the same places with \`anchorectl\` in the name. Its keys are the
variables without \`GANTRY_\`: \`url\`, \`username\`, \`password\`, \`account\`, \`format\`, \`http: {tls-insecure: true}\`. A file of the current
folder that names the server is told of, for it may be somebody else's.

IMAGE is a tag (\`nginx\` is \`docker.io/library/nginx:latest\`), a digest (\`sha256:...\`) or an image id (64 hex digits).

Formats: \`text\` for people, \`json\` with keys in camel case, \`json-raw\` the answer of the server as it is, \`id\` one id per line,
\`csv\` the columns of the text.

\`policy list\` and \`version\` work alone and ask a server when one is named by option, variable or file of settings.

## Environment variables

An option on the command line goes before its variable. A switch takes \`1\`, \`true\`, \`yes\`, \`on\` or \`0\`, \`false\`, \`no\`, \`off\`. An empty
variable counts as absent. A wrong value ends with status 2.

| variable | stands in for | commands |
|---|---|---|
${variableRows({ commands, everywhere, connectionOptions })}

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
function variableRows({ commands, everywhere, connectionOptions }) {
  const uses = commands.flatMap(({ name, options }) => options.map((option) => ({ option, name })));
  const all = [
    ...uses,
    ...connectionOptions.map((option) => ({ option, name: 'commands that talk to a server' })),
    ...everywhere.map((option) => ({ option, name: 'every command' })),
  ];
  const rows = new Map();
  for (const { option, name } of all) {
    for (const variable of variablesOf(option)) {
      const row = rows.get(variable) ?? { flags: [], names: [] };
      const flags = new Set([...row.flags, `\`${option.flags.match(/--[a-z-]+/)[0]}\``]);
      rows.set(variable, { flags: [...flags], names: [...row.names, name] });
    }
  }
  return [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([variable, { flags, names }]) => `| \`${variable}\` | ${flags.join(', ')} | ${commandsText(names, commands)} |`,
    )
    .join('\n');
}

/** Where all but a few commands have it, the few are not worth a list. */
function commandsText(names, commands) {
  const server = commands.filter((command) => command.server);
  const isShared = names.length > 20 && names.every((name) => server.some((command) => command.name === name));
  return isShared ? `${names.length} of the commands that talk to a server` : names.join(', ');
}

const variablesOf = ({ env, also = [] }) => [...(env ? [env] : []), ...also];

const serverText = {
  needed: 'Talks to a [server](#commands-that-talk-to-a-server).',
  optional: 'Talks to a [server](#commands-that-talk-to-a-server) when one is named.',
};

function optionRow(option) {
  const choices = option.choices ? ` (${option.choices.join(', ')})` : '';
  const flags = option.flags.replaceAll('|', '\\|');
  return `| \`${flags}\` | ${variablesOf(option)
    .map((variable) => `\`${variable}\``)
    .join(', ')} | ${option.default ?? ''} | ${option.about}${choices} |`;
}

const sentence = (text) => `${text[0].toUpperCase()}${text.slice(1)}.`;
