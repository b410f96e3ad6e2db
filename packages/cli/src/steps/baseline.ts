import { pathKind, readTextFile } from '@gantry/io/files';
import {
  type DeltaVerdict,
  deltaVerdict,
  isVerdictDocument,
  type Policy,
  type RecordedVerdict,
  readVerdictDocument,
  recordVerdict,
} from '@gantry/policy';
import { cliErrors } from '../errors.ts';
import type { Evaluated } from '../render/evaluated.ts';
import type { OptionValues } from '../settings/option.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { billOf } from './bill.ts';
import { reportOf } from './report.ts';
import { verdictOf } from './verdict.ts';

/** Verdict documents larger than this are refused. Bytes. */
const maxBytes = 256 * 1024 * 1024;

interface Change {
  readonly evaluated: Evaluated;
  readonly policy: Policy;
  readonly options: OptionValues;
}

/**
 * Judges what a target brings over a baseline: a document of `check -o json`, or anything that can be checked, which then is judged
 * now, by the same policy, mapping and advisories as the target.
 */
export async function deltaOf(baseline: string, change: Change, terminal: Terminal): Promise<DeltaVerdict> {
  const recorded = (await recordedVerdict(baseline)) ?? (await judgeNow(baseline, change, terminal));
  return deltaVerdict(recordVerdict(change.evaluated.verdict, change.evaluated.facts), recorded);
}

/** The verdict of a JSON document; null when the text names something else. */
async function recordedVerdict(path: string): Promise<RecordedVerdict | null> {
  if (!path.endsWith('.json') || (await pathKind(path)) !== 'file') return null;
  const document = parse(await readTextFile(path, maxBytes), path);
  return isVerdictDocument(document) ? readVerdictDocument(document, path) : null;
}

/** A document of `gantry check -o json`. Fails with CLI_DOCUMENT_BROKEN and POLICY_NOT_A_VERDICT. */
export async function readVerdict(path: string): Promise<RecordedVerdict> {
  return readVerdictDocument(parse(await readTextFile(path, maxBytes), path), path);
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as unknown;
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    throw cliErrors.DOCUMENT_BROKEN({ path, because }, { cause: error });
  }
}

async function judgeNow(target: string, { evaluated, policy, options }: Change, terminal: Terminal) {
  const { dockerfile: _dockerfile, tag: _tag, ...shared } = options;
  const { tag } = evaluated.facts;
  const bill = await billOf(target, shared, terminal);
  const report = reportOf(bill, terminal);
  const judged = await verdictOf({ bill, report, policy }, tag === null ? shared : { ...shared, tag }, terminal);
  return recordVerdict(judged.verdict, judged.facts);
}
