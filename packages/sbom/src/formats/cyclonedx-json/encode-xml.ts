import * as Serialize from '@cyclonedx/cyclonedx-library/Serialize';
import * as Spec from '@cyclonedx/cyclonedx-library/Spec';
import type { Bill } from '@gantry/core';
import type { EncodeContext } from '../_shared/format.ts';
import { type CyclonedxDocument, type Dependency, toDocument } from './to-document.ts';
import { closeTag, openTag, printXml, type XmlElement } from './xml.ts';

const factory = new Serialize.XML.Normalize.Factory(Spec.Spec1dot6);
const options = { sortLists: false };

/** A bill as a CycloneDX 1.6 document in XML, with vulnerabilities when the context has matches. */
export function encode(bill: Bill, context: EncodeContext): string {
  return [...encodeParts(bill, context)].join('');
}

/** The same document in parts, an element of a list at a time. */
export function* encodeParts(bill: Bill, context: EncodeContext): Generator<string> {
  const document = toDocument(bill, context);
  const frame = factory.makeForBom().normalize(document.frame, options) as XmlElement;
  yield `<?xml version="1.0" encoding="UTF-8"?>\n${openTag(frame)}\n`;
  for (const child of elementsOf(frame)) if (child.name === 'metadata') yield `${printXml(child)}\n`;
  yield* list('components', components(document));
  yield* list('dependencies', dependencies(document));
  if (document.vulnerabilityCount > 0) yield* list('vulnerabilities', vulnerabilities(document));
  yield `${closeTag(frame)}\n`;
}

function elementsOf({ children }: XmlElement): readonly XmlElement[] {
  return typeof children === 'object' ? [...children].filter((child) => child.type === 'element') : [];
}

function* list(name: string, items: Iterable<XmlElement>): Generator<string> {
  yield `<${name}>\n`;
  for (const item of items) yield `${printXml(item)}\n`;
  yield `</${name}>\n`;
}

function* components(document: CyclonedxDocument): Generator<XmlElement> {
  const normalizer = factory.makeForComponent();
  for (const component of document.components()) {
    const element = normalizer.normalize(component, options, 'component');
    if (element !== undefined) yield element as XmlElement;
  }
}

function* dependencies(document: CyclonedxDocument): Generator<XmlElement> {
  const toElement = ({ ref, dependsOn = [] }: Dependency): XmlElement => ({
    type: 'element',
    name: 'dependency',
    attributes: { ref },
    children: dependsOn.map((on) => ({ type: 'element', name: 'dependency', attributes: { ref: on } })),
  });
  for (const dependency of document.dependencies()) yield toElement(dependency);
}

function* vulnerabilities(document: CyclonedxDocument): Generator<XmlElement> {
  const normalizer = factory.makeForVulnerability();
  for (const vulnerability of document.vulnerabilities())
    yield normalizer.normalize(vulnerability, options, 'vulnerability') as XmlElement;
}
