import { header } from './header.mjs';

/** docs/reference/gates.md: every gate, trigger and parameter that a rule may name. */
export function gatesPage({ gateCatalogue }) {
  const gates = gateCatalogue();
  const sections = gates.map(
    (gate) => `## ${gate.name}\n\n${gate.help}\n\n${gate.triggers.map(triggerSection).join('\n')}`,
  );
  return `${header('Gates and triggers')}A rule names a gate, a trigger, an action (\`stop\`, \`warn\` or \`go\`) and parameters; every value is a text. Triggers marked
"Gantry" have no counterpart in other engines that read this policy format.

${sections.join('\n')}`;
}

function triggerSection(trigger) {
  const mark = trigger.ours ? ' (Gantry)' : '';
  const state =
    trigger.state === 'active'
      ? ''
      : ` State: ${trigger.state}${trigger.supersededBy ? `, use ${trigger.supersededBy}` : ''}.`;
  const head = `### ${trigger.name}${mark}\n\n${trigger.help}${state}\n`;
  if (trigger.parameters.length === 0) return `${head}\nNo parameters.\n`;
  const rows = trigger.parameters.map(
    (parameter) =>
      `| \`${parameter.name}\` | ${parameter.required ? 'yes' : ''} | ${cell(parameter.fallback ?? '')} | ${cell(parameter.validator.allowed?.join(', ') ?? parameter.validator.says)} | ${cell(parameter.help)} | ${cell(parameter.example)} |`,
  );
  return `${head}\n| parameter | required | default | takes | meaning | example |\n|---|---|---|---|---|---|\n${rows.join('\n')}\n`;
}

const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('<', '&lt;');
