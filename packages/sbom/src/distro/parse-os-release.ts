import type { Distro } from '@gantry/core';
import { parseShellValues } from './shell-values.ts';

/** Reads os-release(5). Null when it names no `ID`: a file without it does not say which distro this is. */
export function parseOsRelease(text: string): Distro | null {
  const values = parseShellValues(text);
  const id = distroId(values.get('ID'));
  if (id === null) return null;
  return {
    id,
    version: values.get('VERSION_ID') || null,
    idLike: (values.get('ID_LIKE') ?? '').split(' ').filter((one) => distroId(one) !== null),
    name: values.get('NAME') || null,
    prettyName: values.get('PRETTY_NAME') || null,
    codename: values.get('VERSION_CODENAME') || null,
    ...optional('buildId', values.get('BUILD_ID')),
    ...optional('variantId', values.get('VARIANT_ID')),
    ...optional('homeUrl', values.get('HOME_URL')),
    ...optional('supportUrl', values.get('SUPPORT_URL')),
    ...optional('bugReportUrl', values.get('BUG_REPORT_URL')),
    ...optional('cpeName', values.get('CPE_NAME')),
  };
}

/** os-release(5) allows `0-9a-z._-`; some distros use capitals (openEuler). */
function distroId(text: string | undefined): string | null {
  return text !== undefined && /^[A-Za-z0-9._-]{1,60}$/.test(text) ? text : null;
}

function optional<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value ? ({ [key]: value } as Record<K, string>) : {};
}
