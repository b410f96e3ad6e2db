import type { Bill, DockerfileFacts, MatchReport, PolicyFacts } from '@gantry/core';
import { canonicalJson } from '@gantry/core/digest';
import { readTextFile } from '@gantry/io/files';
import { sha256Digest } from '@gantry/io/hash';
import { evaluate, type Policy, pathToGreen, reconstructDockerfile } from '@gantry/policy';
import type { Evaluated } from '../render/evaluated.ts';
import { type OptionValues, text } from '../settings/option.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Dockerfiles larger than this are refused. Bytes. */
const maxDockerfileBytes = 1024 * 1024;

/** Puts a bill and its matches through a policy. */
export async function verdictOf(
  inputs: { readonly bill: Bill; readonly report: MatchReport; readonly policy: Policy },
  options: OptionValues,
  terminal: Terminal,
): Promise<Evaluated> {
  const facts: PolicyFacts = {
    bill: inputs.bill,
    report: inputs.report,
    dockerfile: await dockerfileOf(inputs.bill, options),
    tag: text(options, 'tag') ?? tagOf(inputs.bill),
  };
  const evaluation = {
    facts,
    policy: inputs.policy,
    now: terminal.now(),
    digests: { sbom: sbomDigest(inputs.bill), advisories: inputs.report.data.digest },
  };
  const verdict = evaluate(evaluation);
  return { facts, verdict, green: verdict.finalAction === 'stop' ? pathToGreen(evaluation) : null };
}

/** The digest of what a bill says of the artifact: the tool and the words of the call do not matter. */
export function sbomDigest(bill: Bill): string {
  const { source, distro, packages, relationships, unread } = bill;
  const content = source.kind === 'image' ? { manifest: source.manifestDigest } : { source: source.kind };
  return sha256Digest(canonicalJson({ content, distro, packages, relationships, unread }));
}

async function dockerfileOf(bill: Bill, options: OptionValues): Promise<DockerfileFacts> {
  const path = text(options, 'dockerfile');
  if (path) return { mode: 'actual', text: await readTextFile(path, maxDockerfileBytes) };
  return bill.source.kind === 'image' ? reconstructDockerfile(bill.source) : { mode: 'unknown', text: '' };
}

function tagOf(bill: Bill): string | null {
  return bill.source.kind === 'image' ? (bill.source.reference ?? bill.source.tags[0] ?? null) : null;
}
