import type { Client } from '@gantry/contract/client';
import {
  deltaImageVerdict,
  diffImageVerdicts,
  explainImageVerdict,
  getPastImageVerdict,
  type PastVerdict,
} from '@gantry/contract/verdicts';
import type { DeltaVerdict, EvaluationTree, RecordedFinding, VerdictDiff } from '@gantry/policy';
import { jsonText, renderLines } from '../../render/answer.ts';
import { deltaText, findingTable } from '../../render/delta.ts';
import { explanationText } from '../../render/explanation.ts';
import { verdictDiffText } from '../../render/verdict-diff.ts';
import { camelKeys } from '../../server/camel-keys.ts';
import { type EvaluatedImage, evaluatedOf } from '../../server/evaluated.ts';
import { findImage } from '../../server/images.ts';
import { withServer } from '../../server/session.ts';
import { flag } from '../../settings/option.ts';
import { deliverNew } from '../../steps/new-file.ts';
import { type ExitCode, exitCodes } from '../../terminal/exit-codes.ts';
import type { Call } from '../command.ts';
import { outputOf } from '../server/verbs.ts';
import type { Question } from './question.ts';

/** An answer with what it says, and how people see it. */
interface Answered {
  readonly reply: unknown;
  readonly text: string;
  readonly fails: boolean;
}

/** Asks a question on the verdict of an image. As without one, the exit status is 1 for what fails only when asked. */
export async function ask(question: Question, call: Call): Promise<ExitCode> {
  return withServer(call, async (client) => {
    const { reply, text, fails } = await answerOf(client, question, call);
    const output = outputOf(call);
    const shown = output === 'text' ? text : jsonText(output === 'json' ? camelKeys(reply) : reply);
    await deliverNew(shown, call);
    return fails && flag(call.options, 'failBasedOnResults') ? exitCodes.stop : exitCodes.ok;
  });
}

async function answerOf(client: Client, question: Question, call: Call): Promise<Answered> {
  const { image_digest, ...asked } = await evaluatedOf(client, call);
  const params = { image_digest };
  const { color } = call.terminal;
  switch (question.kind) {
    case 'explain': {
      const reply = await client.call(explainImageVerdict, { params, query: asked });
      const text = explanationText(camelKeys(reply) as EvaluationTree, color);
      return { reply, text, fails: reply.action === 'stop' };
    }
    case 'delta':
      return deltaAnswer(client, { image_digest, ...asked }, { baseline: question.baseline, color });
    case 'diff': {
      const reply = await client.call(diffImageVerdicts, { params, query: { ...asked, from: question.from } });
      const text = `${reply.evaluated_before} -> ${reply.evaluated_after}\n${verdictDiffText(camelKeys(reply) as VerdictDiff, color)}`;
      return { reply, text, fails: reply.after === 'stop' };
    }
    default: {
      const reply = await client.call(getPastImageVerdict, { params, query: { ...asked, time: question.time } });
      return { reply, text: pastText(reply), fails: reply.status === 'fail' };
    }
  }
}

async function deltaAnswer(
  client: Client,
  { image_digest, ...asked }: EvaluatedImage,
  { baseline, color }: { readonly baseline: string; readonly color: boolean },
): Promise<Answered> {
  const { digest: baseline_digest } = await findImage(client, baseline);
  const query = { ...asked, baseline_digest };
  const reply = await client.call(deltaImageVerdict, { params: { image_digest }, query });
  const text = deltaText(camelKeys(reply) as DeltaVerdict, color);
  return { reply, text, fails: reply.status === 'fail' };
}

function pastText(past: PastVerdict): string {
  const head = renderLines([past], {
    fields: [
      { title: 'Tag', of: (one) => one.evaluated_tag },
      { title: 'Digest', of: (one) => one.image_digest },
      { title: 'Policy ID', of: (one) => one.policy_id },
      { title: 'Evaluated', of: (one) => one.evaluated_at },
      { title: 'Evaluation', of: (one) => one.status },
      { title: 'Final Action', of: (one) => one.final_action },
      {
        title: 'Made again',
        of: (one) => (one.identical ? 'says the same, bit by bit' : 'says something else than what is recorded'),
      },
    ],
  });
  const findings = camelKeys(past.findings) as readonly RecordedFinding[];
  return findings.length === 0 ? head : `${head}\n${findingTable(findings)}`;
}
