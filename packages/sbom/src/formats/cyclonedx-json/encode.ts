import * as Enums from '@cyclonedx/cyclonedx-library/Enums';
import * as Models from '@cyclonedx/cyclonedx-library/Models';
import * as Serialize from '@cyclonedx/cyclonedx-library/Serialize';
import * as Spec from '@cyclonedx/cyclonedx-library/Spec';
import type { Bill, Distro } from '@gantry/core';
import type { EncodeContext } from '../_shared/format.ts';
import { documentParts } from '../_shared/json-parts.ts';
import { type Edges, indexEdges } from './edges.ts';
import { References } from './references.ts';
import { toComponent } from './to-component.ts';
import { toMetadata } from './to-metadata.ts';
import { groupMatches, toVulnerability } from './to-vulnerabilities.ts';

type Normalized = Serialize.JSON.Types.Normalized.Component | undefined;
type Dependency = Serialize.JSON.Types.Normalized.Dependency;

const factory = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
/** Our order is kept: the library's own sorting depends on the locale. */
const options = { sortLists: false };

/** A bill as a CycloneDX 1.6 document (ECMA-424), with vulnerabilities when the context has matches. */
export function encode(bill: Bill, context: EncodeContext): string {
  return [...encodeParts(bill, context)].join('');
}

/** The same document in parts. The library turns one component, one vulnerability at a time into JSON: all of them would fill the memory. */
export function* encodeParts(bill: Bill, context: EncodeContext): Generator<string> {
  const metadata = toMetadata(bill, context);
  const bom = new Models.Bom({ serialNumber: `urn:uuid:${context.uuid}`, metadata });
  const frame = factory.makeForBom().normalize(bom, options);
  const edges = indexEdges(bill);
  const subject = metadata.component?.bomRef.value ?? '';
  const matches = context.report ? groupMatches(context.report, bill.packages) : [];
  yield* documentParts({
    ...frame,
    components: components(bill, edges, new References(subject)),
    dependencies: dependencies(bill, edges, new References(subject)),
    ...(matches.length > 0 ? { vulnerabilities: vulnerabilities(matches) } : {}),
  });
}

function* components(bill: Bill, edges: Edges, references: References): Generator<Normalized> {
  const normalizer = factory.makeForComponent();
  for (const pkg of bill.packages) {
    const component = toComponent(pkg, edges.properties.get(pkg.id));
    component.bomRef.value = references.take(pkg.id);
    yield normalizer.normalize(component, options);
  }
  if (!bill.distro) return;
  const system = systemComponent(bill.distro);
  system.bomRef.value = references.take(systemReference(bill.distro));
  yield normalizer.normalize(system, options);
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

function* vulnerabilities(matches: ReturnType<typeof groupMatches>) {
  const normalizer = factory.makeForVulnerability();
  for (const group of matches) yield normalizer.normalize(toVulnerability(group), options);
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
