import type { Action } from '@gantry/core';
import { type EvaluationInput, evaluate } from '../evaluate.ts';
import { type FindingPair, findingKey, pairFindings } from './pair-findings.ts';
import { type RecordedFinding, type RecordedVerdict, recordVerdict } from './recorded-verdict.ts';
import { causes, type InputName, type Rematch, swapInputs } from './swap-inputs.ts';

/** Why a finding changed; `unknown` when the inputs that would tell are gone. */
export type ChangeCause = InputName | 'unknown';

/** A finding that is not the same in two verdicts. */
export interface FindingChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before: RecordedFinding | null;
  readonly after: RecordedFinding | null;
  readonly cause: ChangeCause;
  /** What is known of the cause, for people. */
  readonly because: string;
}

/** How two verdicts differ. */
export interface VerdictDiff {
  readonly before: Action;
  readonly after: Action;
  /** Inputs whose digests differ, in the order in which they are swapped. */
  readonly inputs: readonly InputName[];
  /** `replayed`: every cause was found by evaluating again; `digests`: told by the digests alone. */
  readonly how: 'replayed' | 'digests';
  readonly changes: readonly FindingChange[];
  /** Findings that are the same. */
  readonly same: number;
}

/** The inputs of two verdicts, as far as they are still there. */
export interface DiffInputs {
  readonly before: EvaluationInput;
  readonly after: EvaluationInput;
  /** Matches a bill with advisories, for the step between both; without it that step is worked out from both reports. */
  readonly rematch?: Rematch;
}

/**
 * Names what changed between two verdicts, and the one cause of each change. With the inputs at hand they are swapped one at a time,
 * in the order of `causes`, and each swap is evaluated: the last step that gave a finding its new state is its cause. Without
 * them the digests tell: one that differs is the cause of everything, of several none can be named.
 */
export function diffVerdicts(before: RecordedVerdict, after: RecordedVerdict, inputs?: DiffInputs): VerdictDiff {
  const differing = causes.filter((name) => before.digests[name] !== after.digests[name]);
  const pairs = pairFindings(before.findings, after.findings);
  const changed = pairs.filter(isChanged);
  const causeOf = inputs ? replayed(inputs, differing) : (pair: FindingPair) => toldByDigests(pair, differing);
  return {
    before: before.action,
    after: after.action,
    inputs: differing,
    how: inputs ? 'replayed' : 'digests',
    changes: changed.map((pair) => ({ kind: kindOf(pair), ...pair, ...causeOf(pair) })),
    same: pairs.length - changed.length,
  };
}

type Told = Pick<FindingChange, 'cause' | 'because'>;

function kindOf({ before, after }: FindingPair): FindingChange['kind'] {
  if (before === null) return 'added';
  return after === null ? 'removed' : 'changed';
}

function isChanged({ before, after }: FindingPair): boolean {
  return before === null || after === null || stateOf(before) !== stateOf(after);
}

function stateOf({ action, allowlisted, message, triggerId }: RecordedFinding): string {
  return JSON.stringify([action, allowlisted, message, triggerId]);
}

/** Gates whose findings no passing of time can change. */
const timeless = new Set([
  'always',
  'ancestry',
  'distro',
  'dockerfile',
  'files',
  'image_source_drift',
  'licenses',
  'npms',
  'packages',
  'passwd_file',
  'retrieved_files',
  'ruby_gems',
  'secret_scans',
  'tag_drift',
]);

/** Could the clock have brought the change about? An acceptance that ends is its work, whatever the gate. */
function mayBeTheClock({ before, after }: FindingPair): boolean {
  const gate = (after ?? before)?.gate ?? '';
  return !timeless.has(gate) || (before?.allowlisted ?? false) !== (after?.allowlisted ?? false);
}

/** Two verdicts are never of the same moment: where time changes nothing, the clock does not count as a difference. */
function toldByDigests(pair: FindingPair, all: readonly InputName[]): Told {
  const differing = all.filter((name) => name !== 'clock' || all.length === 1 || mayBeTheClock(pair));
  const [only, second] = differing;
  if (only !== undefined && second === undefined)
    return { cause: only, because: `only this input that matters here differs: ${only}` };
  if (only === undefined) return { cause: 'unknown', because: 'no input differs: another version of the evaluation' };
  const because = `several inputs differ (${differing.join(', ')}), and the old ones are not at hand to swap them one by one`;
  return { cause: 'unknown', because };
}

/** Evaluates the chain from before to after once, and looks up in which step each finding got its last state. */
function replayed(
  { before, after, rematch }: DiffInputs,
  differing: readonly InputName[],
): (pair: FindingPair) => Told {
  // An expired exception shows in the digest of the exceptions: what brought it about is the clock.
  const order = causes.filter((name) => differing.includes(name) || name === 'exceptions' || name === 'clock');
  const states = [statesOf(before)];
  const swapped = new Set<InputName>();
  for (const name of order) {
    swapped.add(name);
    states.push(statesOf(swapInputs(before, after, { swapped: new Set(swapped), rematch })));
  }
  return (pair) => {
    const keys = [pair.after, pair.before].flatMap((one) => (one ? [findingKey(one)] : []));
    const shown = states.map((state) => JSON.stringify(keys.map((key) => state.get(key) ?? '')));
    const step = order.findLastIndex((_, at) => shown[at] !== shown[at + 1]);
    const cause = order[step];
    if (cause === undefined) return toldByDigests(pair, differing);
    return { cause, because: `with the other inputs as before, exchanging this one brings it about: ${cause}` };
  };
}

function statesOf(input: EvaluationInput): ReadonlyMap<string, string> {
  const { findings } = recordVerdict(evaluate(input), input.facts);
  const states = new Map<string, string>();
  for (const finding of findings) {
    const key = findingKey(finding);
    states.set(key, `${states.get(key) ?? ''} ${stateOf(finding)}`);
  }
  return states;
}
