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

Exit statuses: 0 done, or the policy said go or warn; 1 the policy said stop, or \`--fail-on\` was reached; 2 the call is wrong;
3 it could not be evaluated. Results go to standard output, everything else to standard error. \`GANTRY_CACHE_DIR\` names the
folder of layer facts and of the advisory database (default: the user's cache folder).

${sections.join('\n')}`;
}

function optionRow(option) {
  const choices = option.choices ? ` (${option.choices.join(', ')})` : '';
  const flags = option.flags.replaceAll('|', '\\|');
  return `| \`${flags}\` | ${option.env ? `\`${option.env}\`` : ''} | ${option.default ?? ''} | ${option.about}${choices} |`;
}

const sentence = (text) => `${text[0].toUpperCase()}${text.slice(1)}.`;
