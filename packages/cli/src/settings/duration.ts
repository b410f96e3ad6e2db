import { cliErrors } from '../errors.ts';

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Seconds of `90m`, `24h`, `7d`. Fails with CLI_BAD_OPTION. */
export function seconds(option: string, value: string): number {
  const [, number, unit = ''] = /^(\d{1,6})([smhd])$/.exec(value) ?? [];
  if (number === undefined || Number(number) === 0)
    throw cliErrors.BAD_OPTION({ option, value, allowed: 'a time such as 90m, 24h or 7d' });
  return Number(number) * (units[unit] ?? 1);
}

/** The time, RFC 3339, that a text names: a date, a time, or how long before `now`: `7d`. Fails with CLI_BAD_OPTION. */
export function moment(option: string, value: string, now: string): string {
  if (/^\d{1,6}[smhd]$/.test(value)) return new Date(Date.parse(now) - seconds(option, value) * 1000).toISOString();
  const full = /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00Z` : value;
  const isTime = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}/.test(full) && !Number.isNaN(Date.parse(full));
  if (!isTime)
    throw cliErrors.BAD_OPTION({
      option,
      value,
      allowed: 'a date, a time such as 2026-11-01T12:00:00Z, or 90m, 24h, 7d',
    });
  return new Date(full).toISOString();
}
