import type { Bill } from '@gantry/core';
import { cliErrors } from '../errors.ts';
import { type OptionValues, text } from '../settings/option.ts';

/**
 * The bill under the distro that `--distro` names, for documents that state none and for derived distros whose packages are those of
 * another. Fails with CLI_BAD_OPTION.
 */
export function withDistro(bill: Bill, options: OptionValues): Bill {
  const wanted = text(options, 'distro');
  if (wanted === undefined) return bill;
  const parts = /^([a-z][a-z0-9._-]{0,40})(?::([\w.-]{1,40}))?$/.exec(wanted);
  if (!parts?.[1]) {
    throw cliErrors.BAD_OPTION({
      option: '--distro',
      value: wanted,
      allowed: 'id:version, such as debian:12 or alpine:3.19',
    });
  }
  const named = { id: parts[1], version: parts[2] ?? null, idLike: [], name: null, prettyName: null, codename: null };
  return { ...bill, distro: named };
}
