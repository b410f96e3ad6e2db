import { byCodeUnit } from '../../order/index.ts';
import type { Order } from './scheme.ts';

/** Decimal digits without leading zeros; `0` for nothing but zeros. Numbers of any size stay exact as text. */
export function numeral(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}

/** The order of two results of `numeral` as numbers. */
export function compareNumerals(a: string, b: string): Order {
  if (a.length !== b.length) return a.length < b.length ? -1 : 1;
  return byCodeUnit(a, b);
}

/** True when the text starts with an ASCII digit. */
export function startsWithDigit(text: string): boolean {
  return isDigitCode(text.charCodeAt(0));
}

/** True for the code unit of 0 to 9; false for NaN, so it may be asked past the end of a text. */
export function isDigitCode(code: number): boolean {
  return code >= 48 && code <= 57;
}
