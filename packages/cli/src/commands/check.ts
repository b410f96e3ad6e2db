import { type DeltaVerdict, type EvaluationTree, explainVerdict } from '@gantry/policy';
import { cliErrors } from '../errors.ts';
import { deltaText } from '../render/delta.ts';
import type { Evaluated } from '../render/evaluated.ts';
import { explanationText } from '../render/explanation.ts';
import { encodeVerdict } from '../render/verdict.ts';
import { verdictDocument } from '../render/verdict-document.ts';
import { flag, type OptionValues, text } from '../settings/option.ts';
import { deltaOf } from '../steps/baseline.ts';
import { type Evaluating, evaluateTarget } from '../steps/evaluate-target.ts';
import { failsOn } from '../steps/fail-on.ts';
import { deliver } from '../steps/output.ts';
import { usablePolicy } from '../steps/policy.ts';
import { withDatabase } from '../steps/report.ts';
import { warnOfData, warnOfUnread } from '../steps/warnings.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Call } from './command.ts';

/** `gantry check TARGET`: what can fail early (policy, database) fails before the target is read. */
export async function run({ args, options, terminal }: Call): Promise<ExitCode> {
  const output = text(options, 'output') ?? 'table';
  refuseOutput(options, output);
  const { policy } = await usablePolicy(text(options, 'policy') ?? 'secure');
  const { evaluated, more } = await withDatabase(terminal, async (store) => {
    const evaluating = { policy, store, options, terminal };
    const judged = await evaluateTarget(args[0] ?? '', evaluating);
    return { evaluated: judged, more: await moreOf(judged, evaluating) };
  });
  await deliver(shown(evaluated, more, { output, terminal }), options, terminal);
  const { bill, report } = evaluated.facts;
  if (output !== 'table') {
    warnOfUnread(bill, options, terminal);
    if (report) warnOfData(report, options, terminal);
  }
  const action = more.delta?.action ?? evaluated.verdict.finalAction;
  return action === 'stop' || (report && failsOn(report, options)) ? exitCodes.stop : exitCodes.ok;
}

/** What was asked for besides the verdict. */
interface More {
  readonly tree: EvaluationTree | null;
  readonly delta: DeltaVerdict | null;
}

/** The other formats have no place for it. */
function refuseOutput(options: OptionValues, output: string): void {
  const asked = flag(options, 'explain') || text(options, 'baseline') !== undefined;
  if (!asked || output === 'table' || output === 'json') return;
  const allowed = 'table or json, together with --explain and --baseline';
  throw cliErrors.BAD_OPTION({ option: '--output', value: output, allowed });
}

async function moreOf(evaluated: Evaluated, evaluating: Evaluating): Promise<More> {
  const { options, policy } = evaluating;
  const baseline = text(options, 'baseline');
  return {
    tree: flag(options, 'explain') ? explainVerdict(evaluated.verdict, policy, evaluated.facts) : null,
    delta: baseline === undefined ? null : await deltaOf(baseline, evaluated, evaluating),
  };
}

function shown(
  evaluated: Evaluated,
  { tree, delta }: More,
  { output, terminal }: { readonly output: string; readonly terminal: Terminal },
): string {
  if (tree === null && delta === null) return encodeVerdict(evaluated, output, terminal);
  if (output === 'json') {
    const parts = { ...(delta ? { delta } : {}), ...(tree ? { explanation: tree } : {}) };
    return `${JSON.stringify({ ...verdictDocument(evaluated), ...parts }, null, 2)}\n`;
  }
  const sections = [
    tree ? explanationText(tree, terminal.color) : '',
    delta ? deltaText(delta, terminal.color) : encodeVerdict(evaluated, output, terminal),
  ];
  return sections.filter((section) => section !== '').join('\n');
}
