import * as Enums from '@cyclonedx/cyclonedx-library/Enums';
import * as Models from '@cyclonedx/cyclonedx-library/Models';
import type { Bill, Distro } from '@gantry/core';
import type { EncodeContext } from '../_shared/format.ts';
import { type Edges, indexEdges } from './edges.ts';
import { References } from './references.ts';
import { toComponent } from './to-component.ts';
import { toMetadata } from './to-metadata.ts';
import { groupMatches, toVulnerability } from './to-vulnerabilities.ts';

/** A component of the dependency graph and what it depends on, as far as that is stated. */
export interface Dependency {
  readonly ref: string;
  readonly dependsOn?: readonly string[];
}

/** A bill in the words of CycloneDX, before it is written. The lists are made one item after another: all of them would fill the memory. */
export interface CyclonedxDocument {
  /** Serial number and metadata. */
  readonly frame: Models.Bom;
  components(): Generator<Models.Component>;
  dependencies(): Generator<Dependency>;
  readonly vulnerabilityCount: number;
  vulnerabilities(): Generator<Models.Vulnerability.Vulnerability>;
}

/** A bill, with vulnerabilities when the context has matches. */
export function toDocument(bill: Bill, context: EncodeContext): CyclonedxDocument {
  const metadata = toMetadata(bill, context);
  const edges = indexEdges(bill);
  const subject = metadata.component?.bomRef.value ?? '';
  const matches = context.report ? groupMatches(context.report, bill.packages) : [];
  return {
    frame: new Models.Bom({ serialNumber: `urn:uuid:${context.uuid}`, metadata }),
    components: () => components(bill, edges, new References(subject)),
    dependencies: () => dependencies(bill, edges, new References(subject)),
    vulnerabilityCount: matches.length,
    vulnerabilities: function* () {
      for (const group of matches) yield toVulnerability(group);
    },
  };
}

function* components(bill: Bill, edges: Edges, references: References): Generator<Models.Component> {
  for (const pkg of bill.packages) {
    const component = toComponent(pkg, edges.properties.get(pkg.id));
    component.bomRef.value = references.take(pkg.id);
    yield component;
  }
  if (!bill.distro) return;
  const system = systemComponent(bill.distro);
  system.bomRef.value = references.take(systemReference(bill.distro));
  yield system;
}

/** The dependency graph names every component, and what each depends on as far as it is stated. */
function* dependencies(bill: Bill, edges: Edges, references: References): Generator<Dependency> {
  const subject = references.first;
  if (subject) yield { ref: subject };
  for (const { id } of bill.packages) {
    const ref = references.take(id);
    const wanted = edges.dependsOn.get(id);
    if (ref) yield wanted ? { ref, dependsOn: [...new Set(wanted)] } : { ref };
  }
  const system = bill.distro && references.take(systemReference(bill.distro));
  if (system) yield { ref: system };
}

function systemComponent(distro: Distro): Models.Component {
  const name = distro.prettyName ?? distro.name;
  return new Models.Component(Enums.ComponentType.OperatingSystem, distro.id, {
    ...(distro.version ? { version: distro.version } : {}),
    ...(name ? { description: name } : {}),
  });
}

function systemReference(distro: Distro): string {
  return `os:${distro.id}`;
}
