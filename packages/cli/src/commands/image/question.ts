import { cliErrors } from '../../errors.ts';
import { moment } from '../../settings/duration.ts';
import { flag, text } from '../../settings/option.ts';
import type { Call } from '../command.ts';

/** What is asked of the verdict on an image besides the verdict itself. */
export type Question =
  | { readonly kind: 'explain' }
  | { readonly kind: 'delta'; readonly baseline: string }
  | { readonly kind: 'as-of'; readonly time: string }
  | { readonly kind: 'diff'; readonly from: string };

/** The question that the options ask; null for none. Fails with CLI_NOT_TOGETHER, CLI_BAD_OPTION. */
export function questionOf({ options, terminal }: Pick<Call, 'options' | 'terminal'>): Question | null {
  const baseline = text(options, 'baseline');
  const asOf = text(options, 'asOf');
  const from = text(options, 'diffFrom');
  const asked: readonly (readonly [string, Question])[] = [
    ...(flag(options, 'explain') ? [['--explain', { kind: 'explain' }] as const] : []),
    ...(baseline === undefined ? [] : [['--baseline', { kind: 'delta', baseline }] as const]),
    ...(asOf === undefined
      ? []
      : [['--as-of', { kind: 'as-of', time: moment('--as-of', asOf, terminal.now()) }] as const]),
    ...(from === undefined
      ? []
      : [['--diff-from', { kind: 'diff', from: moment('--diff-from', from, terminal.now()) }] as const]),
  ];
  if (asked.length > 1) throw cliErrors.NOT_TOGETHER({ options: asked.map(([option]) => option).join(' and ') });
  const [first] = asked;
  if (first !== undefined) refuseOutput(text(options, 'output') ?? 'text', first[0]);
  return first?.[1] ?? null;
}

function refuseOutput(output: string, option: string): void {
  if (['text', 'json', 'json-raw'].includes(output)) return;
  throw cliErrors.BAD_OPTION({
    option: '--output',
    value: output,
    allowed: `text, json or json-raw together with ${option}`,
  });
}
