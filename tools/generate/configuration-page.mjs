import { header } from './header.mjs';

/** docs/reference/configuration.md: every setting of the server. */
export function configurationPage({ serverOptions }) {
  return `${header('Configuration of the server')}A setting is taken from the command line (\`gantry server start --data DIR --host … --port … --role …\`), else from the first of its
variables that is set, else from the file that \`--config FILE\` or \`GANTRY_CONFIG\` names (YAML or JSON, one \`key: value\` each), else it
has its default. A wrong value or an unknown key ends the start with status 2 and says what is allowed. Secrets are never printed.

| key | variables | default | takes | meaning |
|---|---|---|---|---|
${serverOptions.map(row).join('\n')}
`;
}

function row(option) {
  const about = option.secret ? `${option.about} (secret)` : option.about;
  const variables = option.env.map((name) => `\`${name}\``).join(', ');
  return `| \`${option.key}\` | ${variables} | ${option.default === undefined ? '' : `\`${option.default}\``} | ${takes(option)} | ${about} |`;
}

function takes({ type, choices, range, length }) {
  if (length) return `text of ${length[0]} to ${length[1]} characters`;
  if (type === 'choice') return choices.map((choice) => `\`${choice}\``).join(', ');
  if (type === 'integer') return `${range[0]} to ${range[1]}`;
  return type === 'list' ? 'texts with commas' : type;
}
