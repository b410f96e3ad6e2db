import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import type { Bill, Package, Relationship } from '@gantry/core';
import type { EncodeContext } from '../_shared/format.ts';
import { toComponent } from './to-component.ts';
import { toMetadata } from './to-metadata.ts';
import { toVulnerabilities } from './to-vulnerabilities.ts';

/** A bill as a CycloneDX 1.6 document (ECMA-424), with vulnerabilities when the context has matches. Our order is kept: the library's own sorting depends on the locale. */
export function encode(bill: Bill, context: EncodeContext): string {
  const bom = new Models.Bom({ serialNumber: `urn:uuid:${context.uuid}`, metadata: toMetadata(bill, context) });
  const components = new Map<string, Models.Component>();
  for (const pkg of bill.packages) {
    const component = toComponent(pkg);
    components.set(pkg.id, component);
    bom.components.add(component);
  }
  addEdges(bill, components);
  if (bill.distro) bom.components.add(systemComponent(bill.distro));
  if (context.report) toVulnerabilities(context.report, bill.packages, bom.vulnerabilities);
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: false, space: 1 })}\n`;
}

/** Stated dependencies are dependencies; what an archive or a distro package contains is a property of the inner one. */
function addEdges(bill: Bill, components: ReadonlyMap<string, Models.Component>): void {
  const packages = new Map<string, Package>(bill.packages.map((pkg) => [pkg.id, pkg]));
  for (const edge of bill.relationships) addEdge(edge, components, packages);
}

function addEdge(
  edge: Relationship,
  components: ReadonlyMap<string, Models.Component>,
  packages: ReadonlyMap<string, Package>,
): void {
  const from = components.get(edge.from);
  const to = components.get(edge.to);
  if (!from || !to) return;
  if (edge.type === 'depends-on') from.dependencies.add(to.bomRef);
  else
    to.properties.add(
      new Models.Property(
        edge.type === 'owns' ? 'gantry:owned-by' : 'gantry:contained-in',
        packages.get(edge.from)?.id ?? '',
      ),
    );
}

function systemComponent(distro: NonNullable<Bill['distro']>): Models.Component {
  const name = distro.prettyName ?? distro.name;
  return new Models.Component(Enums.ComponentType.OperatingSystem, distro.id, {
    bomRef: `os:${distro.id}`,
    ...(distro.version ? { version: distro.version } : {}),
    ...(name ? { description: name } : {}),
  });
}
