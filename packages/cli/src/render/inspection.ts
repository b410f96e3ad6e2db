import type { Bill, ContentSearch, FileFacts, Inspection, MalwareScan } from '@gantry/core';
import { toolVersion } from '../terminal/tool-version.ts';
import { findingTables } from './inspection-tables.ts';
import { paint } from './paint.ts';
import { printable } from './table.ts';
import { targetFacts, targetLine } from './target.ts';

/** An inspection as a table for people or as a JSON document. What a search found is told by its place: the text itself is in neither. */
export function renderInspection(
  bill: Bill,
  inspection: Inspection | null,
  { output, color }: { readonly output: string; readonly color: boolean },
): string {
  if (output === 'json') return `${JSON.stringify(inspectionDocument(bill, inspection), null, 2)}\n`;
  const brush = paint(color);
  const lines = [['Target', targetLine(bill)] as const, ...(inspection ? summary(inspection) : nothing)];
  const head = lines.map(([name, text]) => `${brush.faint(name.padEnd(9))} ${printable(text)}\n`).join('');
  const tables = inspection ? findingTables(inspection) : [];
  return [head, ...tables.map(({ title, table }) => `${brush.strong(title)}\n${table}`)].join('\n');
}

const nothing = [['Files', 'a document holds no files: there is nothing to inspect']] as const;

function inspectionDocument(bill: Bill, inspection: Inspection | null): Record<string, unknown> {
  return {
    schema: 'gantry-inspection-1',
    tool: { name: 'gantry', version: toolVersion },
    target: targetFacts(bill),
    inspection,
  };
}

type Line = readonly [name: string, text: string];

function summary(inspection: Inspection): Line[] {
  const { files, secretSearch, contentSearch, verification, hardening, malware, unread } = inspection;
  return [
    ...(files ? [['Files', filesText(files.entries)] as const] : []),
    ...(secretSearch ? [['Secrets', searchText(secretSearch)] as const] : []),
    ...(contentSearch ? [['Contents', searchText(contentSearch)] as const] : []),
    ...(verification
      ? [['Packages', `${verification.files.length} of ${verification.compared} installed files differ`] as const]
      : []),
    ...(hardening ? [['Programs', `${hardening.length} programs and libraries`] as const] : []),
    ['Malware', malware ? malware.map(malwareText).join('; ') : notScanned(unread)],
    ...(unread.length > 0 ? [['Unread', `${unread.length} items (-o json lists them)`] as const] : []),
  ];
}

function filesText(entries: readonly FileFacts[]): string {
  const count = (accepts: (one: FileFacts) => boolean) => entries.filter(accepts).length;
  const privileged = count(({ type, mode }) => type === 'file' && (mode & 0o6000) !== 0);
  const capable = count(({ capabilities }) => (capabilities?.length ?? 0) > 0);
  return `${entries.length} entries, ${privileged} setuid or setgid, ${capable} with capabilities`;
}

function searchText({ hits, skipped, allLayers, patterns }: ContentSearch): string {
  const files = new Set(hits.map(({ path, layer }) => `${layer} ${path}`)).size;
  const where = allLayers ? 'files of all layers' : 'visible files';
  const left = skipped.length === 0 ? '' : `; ${skipped.length} files were not searched`;
  return `${hits.length} found in ${files} files (${patterns.length} patterns over ${where})${left}`;
}

/** A daemon that was named and did not answer is another matter than none. */
function notScanned(unread: Inspection['unread']): string {
  const failed = unread.find(({ by }) => by === 'clamav');
  return failed === undefined ? 'not scanned: name a ClamAV daemon with --clamd' : `not scanned: ${failed.because}`;
}

function malwareText({ scanner, version, findings, scanned, skipped }: MalwareScan): string {
  const left = skipped.length === 0 ? '' : `, ${skipped.length} skipped`;
  return `${scanner} ${version}: ${findings.length} found in ${scanned} files${left}`;
}
