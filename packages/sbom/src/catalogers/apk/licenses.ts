import { type License, readLicense } from '@gantry/core/license';

/** The licences of an `L:` field: one SPDX expression, or the bare words of Alpine's older way (`GPL2+ BSD`). */
export function apkLicenses(text: string): License[] {
  const value = text.trim();
  if (value === '') return [];
  const whole = readLicense(value);
  if (whole.spdx !== null || /\s(and|or|with)\s/i.test(value)) return [whole];
  const words = value.split(/[\s,]+/).filter((word) => word !== '');
  return words.slice(0, 50).map((word) => readLicense(word));
}
