import type { ComplianceReport, ControlResult, ControlState, RuleEvidence } from '../types.ts';
import type { DocumentContext } from './context.ts';
import { factsOfReport } from './facts-of-report.ts';
import { pageStyle } from './html-style.ts';
import { escaped } from './markup.ts';
import { nextSteps, remedyText } from './next-steps.ts';
import { stateWords } from './state-words.ts';

/** Findings of a rule beyond this many are counted, not told; the JSON document has all. */
const mostFindings = 200;

/** The report as one page that needs nothing else: no scripts, no fonts, no pictures. */
export function htmlDocument(report: ComplianceReport, { toolVersion }: DocumentContext): string {
  const title = `${report.pack.title}: ${report.target.name}`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
${headOf(report)}
</header>
<main>
${controlsSection(report)}
${rulesSection(report)}
${problemsSection(report)}
${factsSection(report)}
</main>
<footer><p class="faint">Written by Gantry ${escaped(toolVersion)}. Evaluated at <time datetime="${escaped(report.evaluatedAt)}">${escaped(report.evaluatedAt)}</time>.</p></footer>
</body>
</html>
`;
}

function headOf({ pack, framework, target, summary, notices, counts }: ComplianceReport): string {
  const states = Object.keys(stateWords) as ControlState[];
  return [
    `<h1>${escaped(pack.title)}</h1>`,
    framework ? `<p>${escaped(`${framework.title}, ${framework.version}`)}</p>` : '',
    `<p>${escaped(target.name)}${target.digest ? ` <code>${escaped(target.digest)}</code>` : ''}</p>`,
    `<p class="summary">${escaped(summary)}</p>`,
    `<ul class="counts">${states.map((state) => `<li><strong>${counts[state]}</strong> ${escaped(stateWords[state])}</li>`).join('')}</ul>`,
    ...notices.map((notice) => `<p class="notice">${escaped(notice)}</p>`),
  ].join('\n');
}

function controlsSection(report: ComplianceReport): string {
  const rows = report.controls.map((control) => controlRow(control, report)).join('\n');
  return `<section aria-labelledby="controls">
<h2 id="controls">Controls</h2>
<table class="controls">
<caption>Every control of the pack with what is known of it. A state says what checks saw, and no more.</caption>
<colgroup><col class="id" /><col class="title" /><col class="state" /><col /></colgroup>
<thead><tr><th scope="col">Control</th><th scope="col">Title</th><th scope="col">State</th><th scope="col">Why, and what next</th></tr></thead>
<tbody>
${rows}
</tbody>
</table>
</section>`;
}

function controlRow(control: ControlResult, report: ComplianceReport): string {
  const { id, title, state, reasons, rules } = control;
  const keys = Object.keys(report.rules);
  const links = rules.map((key) => `<a href="#rule-${keys.indexOf(key)}">${escaped(ruleIdOf(key, report))}</a>`);
  const steps = nextSteps(control, report).filter((step) => !reasons.includes(step));
  return `<tr><th scope="row">${escaped(id)}</th><td>${escaped(title)}</td><td>${badge(state)}</td><td>${[
    ...reasons.map(paragraph),
    steps.length > 0 ? `<p><strong>Next:</strong></p>${list(steps.map(escaped))}` : '',
    links.length > 0 ? `<p class="faint">Rules: ${links.join(', ')}</p>` : '',
  ].join('')}</td></tr>`;
}

function ruleIdOf(key: string, { rules }: ComplianceReport): string {
  return rules[key]?.ruleId ?? key;
}

function rulesSection({ rules }: ComplianceReport): string {
  const rows = Object.values(rules).map(ruleRow).join('\n');
  return `<section aria-labelledby="rules">
<h2 id="rules">Rules and findings</h2>
<table class="rules">
<caption>Every rule that was asked, what became of it, and what it found.</caption>
<colgroup><col class="rule" /><col class="outcome" /><col /></colgroup>
<thead><tr><th scope="col">Rule</th><th scope="col">Outcome</th><th scope="col">Findings</th></tr></thead>
<tbody>
${rows}
</tbody>
</table>
</section>`;
}

function ruleRow(rule: RuleEvidence, place: number): string {
  const { ruleId, gate, trigger, outcome, because, open, accepted, action } = rule;
  const found = `${open.length} open${accepted.length > 0 ? `, ${accepted.length} accepted` : ''}`;
  return `<tr id="rule-${place}"><th scope="row">${escaped(ruleId)}<br /><span class="faint">${escaped(`${gate}.${trigger}`)}, ${action}</span></th><td>${escaped(outcome)}<br /><span class="faint">${found}</span></td><td>${because.map(paragraph).join('')}${findingList(rule)}</td></tr>`;
}

function findingList({ open, accepted }: RuleEvidence): string {
  const findings = [...open, ...accepted];
  const shown = findings.slice(0, mostFindings).map(({ message, triggerId, allowlisted, fix }) => {
    const more = [allowlisted ? 'accepted by an allowlist' : '', fix ? remedyText(fix) : ''].filter(Boolean);
    return `${escaped(message || triggerId)}${more.length > 0 ? ` <span class="faint">(${escaped(more.join('; '))})</span>` : ''}`;
  });
  const untold = findings.length - shown.length;
  return list([...shown, ...(untold > 0 ? [`and ${untold} more, which the report as JSON lists`] : [])]);
}

function problemsSection({ problems }: ComplianceReport): string {
  if (problems.length === 0) return '';
  const items = problems.map(({ severity, details }) => escaped(`${severity}: ${details}`));
  return `<section aria-labelledby="problems">
<h2 id="problems">What could not be judged</h2>
${list(items)}
</section>`;
}

function factsSection(report: ComplianceReport): string {
  const rows = factsOfReport(report).map(
    ({ name, value }) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td></tr>`,
  );
  return `<section aria-labelledby="inputs">
<h2 id="inputs">What this rests on</h2>
<table class="facts">
<caption>The target, the pack, and the digests (SHA-256) of everything that the verdict was made from.</caption>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</section>`;
}

function badge(state: ControlState): string {
  return `<span class="state ${state}">${escaped(stateWords[state])}</span>`;
}

function paragraph(text: string): string {
  return `<p>${escaped(text)}</p>`;
}

function list(items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul>${items.map((one) => `<li>${one}</li>`).join('')}</ul>`;
}
