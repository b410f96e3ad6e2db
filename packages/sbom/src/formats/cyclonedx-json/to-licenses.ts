import * as Models from '@cyclonedx/cyclonedx-library/Models';
import * as SPDX from '@cyclonedx/cyclonedx-library/SPDX';
import type { License } from '@gantry/core';

/**
 * Licences of a component. CycloneDX 1.6 takes either one SPDX expression or a list of single licences, never both; so an
 * expression among several licences is written by its name.
 */
export function toLicenses(licenses: readonly License[]): Models.License[] {
  const [first] = licenses;
  if (licenses.length === 1 && first?.spdx && !SPDX.isSupportedSpdxId(first.spdx))
    return [new Models.LicenseExpression(first.spdx)];
  const names = new Map<string, Models.License>();
  for (const license of licenses) {
    const id = license.spdx && SPDX.isSupportedSpdxId(license.spdx) ? license.spdx : null;
    const name = id ?? license.spdx ?? license.value;
    if (name) names.set(name, id ? new Models.SpdxLicense(id) : new Models.NamedLicense(name));
  }
  return [...names.values()];
}
