import { cliErrors } from '../errors.ts';

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Seconds of `90m`, `24h`, `7d`. Fails with CLI_BAD_OPTION. */
export function seconds(option: string, value: string): number {
  const [, number, unit = ''] = /^(\d{1,6})([smhd])$/.exec(value) ?? [];
  if (number === undefined || Number(number) === 0)
    throw cliErrors.BAD_OPTION({ option, value, allowed: 'a time such as 90m, 24h or 7d' });
  return Number(number) * (units[unit] ?? 1);
}
