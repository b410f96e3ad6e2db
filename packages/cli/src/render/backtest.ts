import type { Backtest } from '@gantry/contract/backtests';
import { paint } from './paint.ts';
import { printable, renderTable } from './table.ts';

/** Rows of a table for people; JSON has all. */
const mostRows = 50;

/** What a policy would have said, for people: numbers, images that flip, by rule and by team. */
export function backtestText({ policy_name, since, against, result }: Backtest, color: boolean): string {
  if (result === null) return 'nothing was replayed\n';
  const brush = paint(color);
  const { evaluations, replayed, images, flipped_images: flipped } = result;
  const lines = [
    `${brush.strong(printable(policy_name))} over ${evaluations} evaluations since ${since}, against ${against === 'active' ? 'the active policy' : 'what was said then'}`,
    `${replayed} replayed; ${flipped} of ${images} images would be told something else`,
    ...result.not_replayed.map((one) => `${one.evaluations} not replayed: ${printable(one.because)}`),
    ...result.transitions.map(
      (one) => `  ${brush.action(one.before)} -> ${brush.action(one.after)}  ${one.evaluations} evaluations`,
    ),
  ];
  return [`${lines.join('\n')}\n`, ...tablesOf(result)].join('\n');
}

function tablesOf({ flips, rules, teams }: NonNullable<Backtest['result']>): string[] {
  return [
    table(
      ['BEFORE', 'AFTER', 'IMAGE', 'DIGEST', 'TEAM', 'EVALUATED'],
      flips.map((one) => [
        one.before,
        one.after,
        one.tag,
        one.image_digest.slice(0, 19),
        one.team ?? '',
        one.evaluated_at,
      ]),
    ),
    table(
      ['RULE', 'STOPS MORE', 'STOPS LESS', 'EVALUATIONS'],
      rules.map((one) => [one.rule_id, ...numbers(one)]),
    ),
    table(
      ['TEAM', 'FLIPPED', 'STOPS MORE', 'STOPS LESS', 'EVALUATIONS'],
      teams.map((one) => [one.team ?? '(none)', String(one.flipped), ...numbers(one)]),
    ),
  ].filter((text) => text !== '');
}

interface Changed {
  readonly added: number;
  readonly removed: number;
  readonly evaluations: number;
}

function numbers({ added, removed, evaluations }: Changed): string[] {
  return [added, removed, evaluations].map(String);
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const more = rows.length > mostRows ? `and ${rows.length - mostRows} more (-o json lists all)\n` : '';
  const columns = titles.map((title) => ({ title, max: 80 }));
  return renderTable(columns, rows.slice(0, mostRows)) + more;
}
