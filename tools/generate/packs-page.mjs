import { header } from './header.mjs';

/** docs/reference/packs.md: every policy that ships, with the controls of its framework and the rules that give evidence for them. */
export function packsPage({ packs }) {
  return `${header('Policy packs')}A pack is a policy with the table of a framework's controls beside it. How to use them, and what the words of a report mean:
[compliance](../guides/compliance.md). What can be checked of a control:

- **yes**: the rules of the pack alone decide it.
- **partly**: the rules check something real, and their silence does not prove it.
- **evidence**: records are kept and dated; people decide.
- **no**: nothing in an image, an SBOM or an inventory shows it.

A rule in *italics* is one to fill in: your own list or key. A control that needs one without a rule is "not evaluated".

| pack | framework | version | controls | yes | partly | evidence | no | rules |
|---|---|---|---|---|---|---|---|---|
${packs.map(overviewRow).join('\n')}

${packs.map(packSection).join('\n')}`;
}

function overviewRow({ name, framework, controls, policy }) {
  const count = (automation) => controls.filter((control) => control.automation === automation).length || '';
  const states = ['yes', 'partly', 'evidence', 'no'].map(count).join(' | ');
  const title = framework ? `${cell(framework.title)} | ${cell(framework.version)}` : ' | ';
  return `| [${name}](#${name}) | ${title} | ${controls.length || ''} | ${states} | ${rulesOf(policy).length} |`;
}

function packSection({ name, about, framework, controls, needs, policy }) {
  const source = framework
    ? `${framework.title}, ${framework.version}: <${framework.source}>. Compared on ${framework.lastVerified}.${framework.notice ? ` ${framework.notice}` : ''}\n\n`
    : '';
  const table = controls.length > 0 ? `${controlTable(controls, needs)}\n\n` : '';
  return `## ${name}\n\n${about}\n\n${source}${table}${ruleTable(rulesOf(policy))}\n`;
}

function controlTable(controls, needs) {
  const toFill = new Set(needs.filter(({ rule }) => rule).map(({ name }) => name));
  const rows = controls.map((control) => {
    const missing = (control.needs ?? []).map((need) => (toFill.has(need) ? `*${need}*` : `${need} (no rule)`));
    const distros = control.onlyOn ? ` Only on ${control.onlyOn.join(', ')}.` : '';
    const rules = [...control.rules, ...missing].join(', ');
    return `| ${control.id} | ${cell(control.title)}${distros} | ${control.automation} | ${rules} | ${cell(control.manual ?? '')} |`;
  });
  return `| control | what, in our words | checked | rules | left for people |\n|---|---|---|---|---|\n${rows.join('\n')}`;
}

function ruleTable(rules) {
  const rows = rules.map(
    (rule) => `| ${rule.id} | ${rule.gate}.${rule.trigger} | ${rule.action} | ${cell(rule.recommendation)} |`,
  );
  return `| rule | gate and trigger | action | what to do |\n|---|---|---|---|\n${rows.join('\n')}`;
}

const rulesOf = (policy) => policy.rule_sets.flatMap(({ rules }) => rules);

const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ');
