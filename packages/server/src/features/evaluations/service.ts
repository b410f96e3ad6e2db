import { type EvaluationInput, evaluate, neededFacts } from '@gantry/policy';
import type { Scope } from '../../kernel/db/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import type { Facts } from '../facts/ports.ts';
import { type Announcing, announceEvaluation } from './announce.ts';
import { createFactsLoader, type FactSources } from './facts.ts';
import { createInputReader, type InputSources, type Inputs } from './inputs.ts';
import { createFileLists } from './listed-files.ts';
import type { EvaluationRequest, Evaluations, WholeEvaluation } from './ports.ts';
import { createRecentRecords } from './recent-records.ts';
import { packFacts } from './snapshot.ts';
import { recordEvaluation, repeatAfter } from './store.ts';
import { storedAt } from './stored.ts';
import type { Shown } from './to-wire.ts';
import { createVerdicts, type StandingVerdict, type Verdicts } from './verdicts.ts';
import { storedEvaluations } from './views.ts';

/** Everything that evaluations are made of. */
export interface EvaluationParts extends InputSources, FactSources, Pick<Announcing, 'subscriptions'> {
  readonly platform: Platform;
  readonly images: InputSources['images'] & FactSources['images'];
  readonly facts: Facts;
}

/** An evaluation and what it was made from. */
export interface Check {
  readonly inputs: Inputs;
  readonly made: StandingVerdict;
}

/** Evaluations of stored images. */
export interface EvaluationService extends Evaluations {
  /** Evaluates, and stores it when the request says so. Errors as `InputReader.read`. */
  check(scope: Scope, request: EvaluationRequest): Promise<Check>;
  /** The stored evaluations of the same image, tag and policy, newest first. */
  history(scope: Scope, inputs: Inputs): AsyncIterable<Shown>;
  readonly verdicts: Verdicts;
}

/** The service over the other features. */
export function createEvaluationService(parts: EvaluationParts): EvaluationService {
  const { clock } = parts.platform;
  const verdicts = createVerdicts({
    loader: createFactsLoader(parts),
    lists: createFileLists(parts.matching),
    facts: parts.facts,
    clock,
  });
  const reader = createInputReader(parts, async (row) => neededFacts(await verdicts.policyOf(row)).parts);
  const record = recorder(parts, verdicts);
  const check = async (scope: Scope, request: EvaluationRequest): Promise<Check> => {
    const inputs = await reader.read(scope, request);
    const made = await verdicts.of(scope, inputs);
    if (request.record) await record(scope, { inputs, made });
    return { inputs, made };
  };
  return {
    check,
    verdicts,
    evaluate: async (scope, request) => (await check(scope, request)).made.verdict,
    whole: async (scope, request) => {
      const inputs = await reader.read(scope, request);
      return wholeOf(inputs, await verdicts.inputOf(scope, inputs));
    },
    storedAt,
    history: (scope, { image, tag, policy }) =>
      storedEvaluations(scope, { digest: image.digest, tag, policyId: policy.id }),
  };
}

/** The clock of the verdict and of its input is one: whoever evaluates the input again gets the same. */
function wholeOf({ image, tag, policy }: Inputs, input: EvaluationInput): WholeEvaluation {
  return { image, tag, policyId: policy.id, input, verdict: evaluate(input) };
}

/** Another process may have stored something else since: memory of what was stored is trusted for this long. Milliseconds. */
const trustFor = 60_000;

/** Stores evaluations; one that this process stored a moment ago and that says the same costs no look at the database. */
function recorder({ platform, subscriptions }: EvaluationParts, verdicts: Verdicts) {
  const { clock, events } = platform;
  const recent = createRecentRecords(10_000);
  return async (scope: Scope, { inputs, made }: Check): Promise<void> => {
    const { image, base, policy, tag, key } = inputs;
    const subject = [scope.account, image.digest, tag, policy.id, base?.digest ?? ''].join(' ');
    const what = `${key} ${made.outcome}`;
    const now = clock.now().getTime();
    if (recent.says(subject, what, now)) return;
    const pack = async () => {
      const facts = await verdicts.facts(scope, inputs, made);
      return facts && packFacts(facts);
    };
    const recorded = await recordEvaluation(scope, { inputs, made, pack }, (within, recorded) =>
      announceEvaluation({ events, subscriptions }, within, { inputs, made, recorded }),
    );
    const until = Math.min(recorded.at.getTime() + repeatAfter, now + trustFor);
    recent.remember(subject, what, { from: now, until });
  };
}
