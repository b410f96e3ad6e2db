import { byCodeUnit } from '../../order/index.ts';
import { compareNumerals, numeral } from '../_shared/numerals.ts';
import { type Order, toOrder } from '../_shared/scheme.ts';
import { type ApkToken, type ApkVersion, preReleases, suffixes, tokenKinds } from './parse.ts';

/** apk_version_compare: token by token; where the kinds part, a pre-release is older, else the earlier kind is newer. */
export function compareApk(left: ApkVersion, right: ApkVersion): Order {
  for (let i = 0; ; i++) {
    const a = left[i];
    const b = right[i];
    if (!a || !b) return 0;
    if (a.kind !== b.kind) return compareKinds(a, b);
    const order = compareTokens(a, b);
    if (order !== 0) return order;
  }
}

function compareKinds(a: ApkToken, b: ApkToken): Order {
  if (isPreRelease(a)) return -1;
  if (isPreRelease(b)) return 1;
  return toOrder(tokenKinds.indexOf(b.kind) - tokenKinds.indexOf(a.kind));
}

function compareTokens(a: ApkToken, b: ApkToken): Order {
  switch (a.kind) {
    case 'suffix':
      return toOrder(suffixRank(a) - suffixRank(b));
    case 'letter':
    case 'commit':
      return byCodeUnit(a.text, b.text);
    case 'digits':
      // As in Gentoo: after the first number, a leading zero makes it a decimal fraction.
      if (a.text.startsWith('0') || b.text.startsWith('0')) return byCodeUnit(a.text, b.text);
      return compareNumerals(a.text, b.text);
    default:
      return compareNumerals(numeral(a.text), numeral(b.text));
  }
}

function isPreRelease(token: ApkToken): boolean {
  return token.kind === 'suffix' && suffixRank(token) < preReleases;
}

function suffixRank(token: ApkToken): number {
  return (suffixes as readonly string[]).indexOf(token.text);
}
