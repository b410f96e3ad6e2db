import type { ComparedPackages, PolicyFacts, StigEvaluation } from '@gantry/core';
import { readTextFile } from '@gantry/io/files';
import { sha256Digest } from '@gantry/io/hash';
import { readStigResults } from '@gantry/policy';
import { type OptionValues, text, texts } from '../settings/option.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { pairsOf } from './annotations.ts';
import { readTarget } from './bill.ts';
import { sbomDigest } from './sbom-digest.ts';

/** Documents of STIG scanners larger than this are refused. Bytes. */
const maxStigBytes = 64 * 1024 * 1024;

/** What the options hand in besides the target; what they do not name is null: rules that need it are not evaluated. */
export type HandedIn = Pick<PolicyFacts, 'annotations' | 'previous' | 'relatedSources' | 'stigEvaluations'>;

/** Reads what the options hand in. Fails with CLI_BAD_PAIR, POLICY_NOT_STIG_RESULTS and the errors of reading targets. */
export async function handedIn(options: OptionValues, terminal: Terminal): Promise<HandedIn> {
  const previous = text(options, 'previous');
  const sources: ComparedPackages[] = [];
  for (const source of texts(options, 'source')) sources.push(await packagesOf(source, options, terminal));
  const stig: StigEvaluation[] = [];
  for (const path of texts(options, 'stig')) stig.push(await stigOf(path, terminal));
  return {
    annotations: pairsOf('--annotation', texts(options, 'annotation')) ?? null,
    previous:
      previous === undefined ? null : previous === 'none' ? 'none' : await packagesOf(previous, options, terminal),
    relatedSources: sources.length === 0 ? null : sources,
    stigEvaluations: stig.length === 0 ? null : stig,
  };
}

async function packagesOf(target: string, options: OptionValues, terminal: Terminal): Promise<ComparedPackages> {
  // A distro that is named is that of the target.
  const { distro: _, ...shared } = options;
  const { bill } = await readTarget(target, { options: shared, terminal });
  const digest = bill.source.kind === 'image' ? bill.source.manifestDigest : sbomDigest(bill);
  return { digest, packages: bill.packages };
}

async function stigOf(path: string, terminal: Terminal): Promise<StigEvaluation> {
  const content = await readTextFile(path, maxStigBytes);
  const { profile, evaluatedAt, counts } = readStigResults(content, path);
  const sha256 = sha256Digest(content);
  return { id: sha256, profile, evaluatedAt: evaluatedAt ?? terminal.now(), sha256, results: counts };
}
