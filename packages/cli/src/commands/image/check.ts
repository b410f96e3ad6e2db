import type { Client } from '@gantry/contract/client';
import type { PolicyEvaluation } from '@gantry/contract/common';
import { getImagePolicyCheckByDigest } from '@gantry/contract/evaluations';
import { renderAnswer } from '../../render/answer.ts';
import { evaluationCsv, evaluationText, failedPolicies } from '../../render/evaluation.ts';
import { evaluationJunit, evaluationSarif } from '../../render/evaluation-reports.ts';
import { evaluatedOf } from '../../server/evaluated.ts';
import { withServer } from '../../server/session.ts';
import { flag, text } from '../../settings/option.ts';
import { deliverNew } from '../../steps/new-file.ts';
import { type ExitCode, exitCodes } from '../../terminal/exit-codes.ts';
import type { Call } from '../command.ts';
import { outputOf } from '../server/verbs.ts';
import { type Question, questionOf } from './question.ts';

/** `gantry image check IMAGE`: exit 1 for a failed policy only when asked. */
export async function run(call: Call): Promise<ExitCode> {
  const question = questionOf(call);
  if (question !== null) return askQuestion(question, call);
  return withServer(call, async (client) => {
    const evaluation = await evaluationOf(client, call);
    await deliverNew(shown(evaluation, call), call);
    const failed = failedPolicies(evaluation);
    if (failed.length === 0 || !flag(call.options, 'failBasedOnResults')) return exitCodes.ok;
    call.terminal.err(`error: 1 error occurred:\n\t* failed policies: ${failed.join(', ')}\n\n`);
    return exitCodes.stop;
  });
}

async function evaluationOf(client: Client, call: Call): Promise<PolicyEvaluation> {
  const { image_digest, tag, policy_id } = await evaluatedOf(client, call);
  // The names of failed policies and the fixes are in the details.
  const query = { tag, policy_id, detail: true, history: flag(call.options, 'history') };
  return client.call(getImagePolicyCheckByDigest, { params: { image_digest }, query });
}

/** Questions on verdicts have code of their own, which most calls do not need. */
async function askQuestion(question: Question, call: Call): Promise<ExitCode> {
  const { ask } = await import('./check-questions.ts');
  return ask(question, call);
}

function shown(evaluation: PolicyEvaluation, call: Call): string {
  const output = outputOf(call);
  const detail = flag(call.options, 'detail');
  if (output === 'csv') return evaluationCsv(evaluation);
  if (output === 'sarif') return `${JSON.stringify(evaluationSarif(evaluation), null, 2)}\n`;
  if (output === 'junit') return evaluationJunit(evaluation);
  if (output === 'text') return evaluationText(evaluation, { detail, ...styleOf(call) });
  const reply = detail ? evaluation : withoutDetails(evaluation);
  const view = { fields: [], id: ({ image_digest }: PolicyEvaluation) => image_digest };
  return renderAnswer({ operation: getImagePolicyCheckByDigest, reply, items: [evaluation], view }, output);
}

function styleOf({ terminal, options }: Call): { readonly color: boolean; readonly columns: number | null } {
  const toFile = text(options, 'file') !== undefined;
  return { color: terminal.color && !toFile, columns: terminal.screen && !toFile ? terminal.columns : null };
}

function withoutDetails(evaluation: PolicyEvaluation): PolicyEvaluation {
  return { ...evaluation, evaluations: evaluation.evaluations?.map((one) => ({ ...one, details: null })) };
}
