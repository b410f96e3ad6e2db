import type { Acceptance, Edit, GreenPath } from '@gantry/policy';
import type { Paint } from './paint.ts';
import { remedyText } from './remedy.ts';
import { printable } from './table.ts';

/** Lines of a list that people see; JSON has all. */
const mostLines = 10;

/** The cheapest way to green, its proof, and what could be accepted when nothing else helps. */
export function greenText(green: GreenPath, brush: Paint): string {
  const edits = green.edits.map((edit, index) => `  ${index + 1}. ${printable(editText(edit))}\n`);
  if (edits.length === 0) edits.push('  No edit is known that helps.\n');
  return `${brush.strong('Cheapest way to green')}\n${edits.join('')}${proofOf(green)}${lastResort(green)}`;
}

/** What is not proven is advice. */
function editText(edit: Edit): string {
  return edit.proven ? remedyText(edit) : `${remedyText(edit)} (its effect cannot be worked out here)`;
}

/** What the same policy says with the edits made, and what would still stop. */
function proofOf({ edits, verdictAfter, remaining, unsolved }: GreenPath): string {
  if (verdictAfter !== 'stop')
    return `  Proven: with ${edits.length === 1 ? 'this edit' : 'these edits'} the same policy says ${verdictAfter}.\n`;
  const left = [
    ...remaining.map((finding) => `${finding.ruleId}: ${finding.message}`),
    ...unsolved.map((problem) => `problem: ${problem.details}`),
  ];
  return `  Still stop after that:\n${listed(left)}`;
}

/** Entries of an allowlist are no fix: the image stays as it is. */
function lastResort({ acceptances, verdictAccepted }: GreenPath): string {
  const [first] = acceptances;
  if (first === undefined || verdictAccepted === null) return '';
  const until = first.expiresOn.slice(0, 10);
  return `  Last resort, no fix: an allowlist with these entries until ${until}; the policy then says ${verdictAccepted}.\n${listed(acceptances.map(entryText))}`;
}

function entryText({ gate, triggerId, ruleIds }: Acceptance): string {
  return `gate ${gate}, trigger_id ${triggerId} (${ruleIds.join(', ')})`;
}

function listed(texts: readonly string[]): string {
  const lines = texts.slice(0, mostLines).map((text) => `     ${printable(text)}\n`);
  const more = texts.length - mostLines;
  return `${lines.join('')}${more > 0 ? `     and ${more} more (-o json lists all)\n` : ''}`;
}
