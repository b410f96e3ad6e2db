import { type Inspection, type InspectionPart, inspectionParts, type PolicyFacts } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { notEvaluated, type Outcome } from '../../gating/outcome.ts';
import { count, firstFew } from './words.ts';

const what: Readonly<Record<InspectionPart, string>> = {
  files: 'the files were not listed',
  contentSearch: 'the contents of the files were not searched',
  secretSearch: 'the files were not searched for secrets',
  retrievedFiles: 'no files were kept',
  verification: 'the files were not compared with the package databases',
  hardening: 'the programs were not looked at for hardening',
  malware: 'the files were not scanned for malware',
};

/**
 * Hands a part of the inspection to a trigger. When it was not collected the rule is not evaluated, whatever the artifact: an SBOM
 * speaks of files that somebody could have looked at.
 */
export function withInspected<P extends InspectionPart>(
  { facts }: GateContext,
  part: P,
  run: (collected: NonNullable<Inspection[P]>) => Outcome,
): Outcome {
  const collected = facts.inspection?.[part];
  return collected ? run(collected) : notEvaluated(`${what[part]}: ${howToInspect(facts)}`);
}

/** Says how to have an artifact inspected. */
export function howToInspect({ bill }: PolicyFacts): string {
  if (bill.source.kind === 'other') return 'an SBOM does not hold them; check the artifact itself';
  return 'check it with `gantry check --inspect all`, or have the server analyze it again';
}

/** Says how to have files scanned for malware. */
export function howToScan(facts: PolicyFacts): string {
  if (facts.bill.source.kind === 'other') return howToInspect(facts);
  return 'name a ClamAV daemon with `gantry check --clamd`, or have the server analyze it again with one';
}

/** Inspectors are named after their part: `content-search` collects `contentSearch`. */
const inspectors = new Map<string, string>(
  inspectionParts.map((part) => [part, part.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)]),
);
/** Steps that come before every inspector: what they could not read nobody saw. */
const general = new Set(['folder', 'inspection', 'layer']);

/**
 * Why a part of the inspection may be incomplete: what the inspection as a whole, or this part of it, could not read. Files that the
 * part itself tells as skipped are not told twice.
 */
export function inspectionGaps(
  { facts }: GateContext,
  part: InspectionPart,
  skipped: readonly { readonly path: string }[] = [],
): string[] {
  const told = new Set(skipped.map(({ path }) => path));
  const unread = (facts.inspection?.unread ?? []).filter(
    ({ by, path }) => (by === inspectors.get(part) || general.has(by)) && !told.has(path),
  );
  return unread.length > 0 ? [`${count(unread.length, 'file')} could not be read: ${paths(unread)}`] : [];
}

interface Skipped {
  readonly path: string;
  readonly because: string;
}

/** Why a search or scan is incomplete: the files that it passed over. */
export function skippedReasons(skipped: readonly Skipped[]): string[] {
  const byReason = new Map<string, Skipped[]>();
  for (const one of skipped) {
    const known = byReason.get(one.because);
    if (known) known.push(one);
    else byReason.set(one.because, [one]);
  }
  return [...byReason].map(
    ([because, files]) => `${count(files.length, 'file')} skipped (${because}): ${paths(files)}`,
  );
}

function paths(files: readonly { readonly path: string }[]): string {
  return firstFew(
    files.map(({ path }) => path.slice(0, 200)),
    3,
  );
}
