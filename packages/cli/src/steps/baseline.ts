import { pathKind, readTextFile } from '@gantry/io/files';
import {
  type DeltaVerdict,
  deltaVerdict,
  isVerdictDocument,
  type RecordedVerdict,
  readVerdictDocument,
  recordVerdict,
} from '@gantry/policy';
import { cliErrors } from '../errors.ts';
import type { Evaluated } from '../render/evaluated.ts';
import { type Evaluating, evaluateTarget } from './evaluate-target.ts';

/** Verdict documents larger than this are refused. Bytes. */
const maxBytes = 256 * 1024 * 1024;

/**
 * Judges what a target brings over a baseline: a document of `check -o json`, or anything that can be checked, which then is judged
 * now, by the same policy, mapping and advisories as the target.
 */
export async function deltaOf(baseline: string, evaluated: Evaluated, evaluating: Evaluating): Promise<DeltaVerdict> {
  const { tag } = evaluated.facts;
  const recorded = (await recordedVerdict(baseline)) ?? (await judgeNow(baseline, tag, evaluating));
  return deltaVerdict(recordVerdict(evaluated.verdict, evaluated.facts), recorded);
}

/** The verdict of a JSON document; null when the text names something else. */
async function recordedVerdict(path: string): Promise<RecordedVerdict | null> {
  if (!path.endsWith('.json')) return null;
  const kind = await pathKind(path);
  // A plain path that is missing is told as one, and not looked for in a registry.
  if (kind !== 'file' && !(kind === 'missing' && !path.includes(':'))) return null;
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

/** What was handed in for the target alone says nothing of its baseline; what people say of the image holds for both. */
async function judgeNow(target: string, tag: string | null, evaluating: Evaluating): Promise<RecordedVerdict> {
  const { dockerfile: _dockerfile, tag: _tag, previous: _previous, source: _source, ...shared } = evaluating.options;
  const options = tag === null ? shared : { ...shared, tag };
  const judged = await evaluateTarget(target, { ...evaluating, options });
  return recordVerdict(judged.verdict, judged.facts);
}
