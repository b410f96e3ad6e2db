import * as Enums from '@cyclonedx/cyclonedx-library/Enums';
import * as Models from '@cyclonedx/cyclonedx-library/Models';
import * as Types from '@cyclonedx/cyclonedx-library/Types';
import type { Location, Package } from '@gantry/core';
import type { Property } from './edges.ts';
import { toLicenses } from './to-licenses.ts';

/** A package as a component. Facts without a field of their own are properties under `gantry:`; more of them may be handed in. */
export function toComponent(pkg: Package, more: readonly Property[] = []): Models.Component {
  const { group, name } = nameParts(pkg);
  const cpe = pkg.cpes.find(Types.isCPE);
  const component = new Models.Component(Enums.ComponentType.Library, name, {
    bomRef: pkg.id,
    ...(group ? { group } : {}),
    ...(pkg.version === null ? {} : { version: pkg.version }),
    ...(pkg.purl ? { purl: pkg.purl } : {}),
    ...(cpe ? { cpe } : {}),
  });
  for (const license of toLicenses(pkg.licenses)) component.licenses.add(license);
  for (const [key, value] of [...properties(pkg), ...more]) component.properties.add(new Models.Property(key, value));
  return component;
}

function nameParts(pkg: Package): { group?: string; name: string } {
  if (pkg.metadata.kind === 'maven' && pkg.metadata.groupId) {
    return { group: pkg.metadata.groupId, name: pkg.metadata.artifactId ?? pkg.name };
  }
  const slash = pkg.kind === 'npm' && pkg.name.startsWith('@') ? pkg.name.indexOf('/') : -1;
  return slash > 0 ? { group: pkg.name.slice(0, slash), name: pkg.name.slice(slash + 1) } : { name: pkg.name };
}

function properties(pkg: Package): [string, string][] {
  const rows: [string, string][] = [
    ['gantry:package:type', pkg.kind],
    ['gantry:package:evidence', pkg.evidence],
    ['gantry:package:found-by', pkg.foundBy],
  ];
  if (pkg.version === null) rows.push(['gantry:package:version', 'unknown']);
  for (const [index, location] of pkg.locations.entries()) rows.push(...locationProperties(location, index));
  const { metadata } = pkg;
  if (metadata.kind === 'deb')
    rows.push(['gantry:deb:source', metadata.source], ['gantry:deb:source-version', metadata.sourceVersion]);
  if (metadata.kind === 'apk') rows.push(['gantry:apk:origin', metadata.origin]);
  if (metadata.kind === 'rpm' && metadata.sourceRpm) rows.push(['gantry:rpm:source', metadata.sourceRpm]);
  if (metadata.kind === 'rpm' && metadata.modularityLabel) rows.push(['gantry:rpm:module', metadata.modularityLabel]);
  if (metadata.kind === 'maven') rows.push(['gantry:java:virtual-path', metadata.virtualPath]);
  return rows;
}

function locationProperties(location: Location, index: number): [string, string][] {
  const key = `gantry:location:${index}`;
  return [
    [`${key}:path`, location.path],
    ...(location.layer ? [[`${key}:layer`, location.layer] as [string, string]] : []),
    ...(location.role === 'supporting' ? [[`${key}:role`, 'supporting'] as [string, string]] : []),
  ];
}
