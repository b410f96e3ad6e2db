import type { Bill, DockerfileFacts, Inspection, MatchReport, PolicyFacts } from '@gantry/core';
import { readTextFile } from '@gantry/io/files';
import { sha256Digest } from '@gantry/io/hash';
import { evaluate, type Policy, pathToGreen, reconstructDockerfile } from '@gantry/policy';
import type { Evaluated } from '../render/evaluated.ts';
import { type OptionValues, text } from '../settings/option.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { sbomDigest } from './sbom-digest.ts';

/** Dockerfiles larger than this are refused. Bytes. */
const maxDockerfileBytes = 1024 * 1024;

/** What is put through a policy. */
export interface VerdictInputs {
  readonly bill: Bill;
  readonly report: MatchReport;
  readonly policy: Policy;
  readonly inspection?: Inspection | null;
  /** Facts that are neither bill, matches nor inspection. */
  readonly context?: Omit<PolicyFacts, 'bill' | 'report' | 'inspection' | 'dockerfile' | 'tag'>;
}

/** Puts a bill, its matches and what else was collected through a policy. */
export async function verdictOf(
  { bill, report, policy, inspection = null, context = {} }: VerdictInputs,
  options: OptionValues,
  terminal: Terminal,
): Promise<Evaluated> {
  const facts: PolicyFacts = {
    ...context,
    bill,
    report,
    inspection,
    dockerfile: await dockerfileOf(bill, options),
    tag: text(options, 'tag') ?? tagOf(bill),
  };
  const digests = {
    sbom: sbomDigest(bill),
    advisories: report.data.digest,
    // Its keys are in the order of the engine, fresh or kept: hundreds of thousands of files need not be put in order.
    ...(inspection === null ? {} : { inspection: sha256Digest(JSON.stringify(inspection)) }),
  };
  const evaluation = { facts, policy, now: terminal.now(), digests };
  const verdict = evaluate(evaluation);
  return { facts, verdict, green: verdict.finalAction === 'stop' ? pathToGreen(evaluation) : null };
}

async function dockerfileOf(bill: Bill, options: OptionValues): Promise<DockerfileFacts> {
  const path = text(options, 'dockerfile');
  if (path) return { mode: 'actual', text: await readTextFile(path, maxDockerfileBytes) };
  return bill.source.kind === 'image' ? reconstructDockerfile(bill.source) : { mode: 'unknown', text: '' };
}

function tagOf(bill: Bill): string | null {
  return bill.source.kind === 'image' ? (bill.source.reference ?? bill.source.tags[0] ?? null) : null;
}
