import type { Bill, BillDocument, Package } from '@gantry/core';
import { readTime } from '../../model/time.ts';
import { graphPlaces } from './linked.ts';
import { hasDigest, supplierOf } from './stated.ts';

/** Is it given? A text: that cannot be seen, and why. */
export type Given = boolean | string;

/** An element that the document states once. */
export interface DocumentElement {
  readonly name: string;
  readonly about: 'document';
  readonly judge: (bill: Bill, now: number) => Given;
}

/** An element that the document states of each package. */
export interface PackageElement {
  readonly name: string;
  readonly about: 'package';
  readonly judge: (bill: Bill) => (one: Package) => boolean;
}

/** An element of a published list. */
export type Element = DocumentElement | PackageElement;

const ourselves = 'the artifact itself was read: only an SBOM document states it';

/** What a document states, or why it cannot be seen in a bill that was made of the artifact or of a document without such facts. */
function ofDocument(name: string, judge: (document: BillDocument, now: number) => Given): DocumentElement {
  return { name, about: 'document', judge: ({ document }, now) => (document ? judge(document, now) : ourselves) };
}

function ofPackage(name: string, judge: PackageElement['judge']): PackageElement {
  return { name, about: 'package', judge };
}

/** Every element, by its name. */
export const elements = {
  author: ofDocument('author', ({ authors }) => authors.length > 0),
  signature: ofDocument('author signature', ({ signed }) => (signed ? 'the signature inside was not verified' : false)),
  format: ofDocument('format and version', ({ formatVersion }) => formatVersion !== null),
  context: ofDocument('generation context', ({ phases }) => phases.length > 0),
  // A time ahead of the clock was not the time of making it.
  timestamp: ofDocument('timestamp', ({ created }, now) => {
    const time = created === null ? null : readTime(created);
    return time !== null && time <= now + 86_400_000;
  }),
  serial: ofDocument('serial number or namespace', ({ serial }) => serial !== null),
  tool: {
    name: 'tool name and version',
    about: 'document',
    judge: ({ tool }) => tool.name !== '' && tool.name !== 'unknown' && tool.version !== '',
  } satisfies DocumentElement,
  supplier: ofPackage('supplier', (bill) => (one) => supplierOf(bill, one) !== null),
  componentName: ofPackage(
    'component name',
    () =>
      ({ name }) =>
        name !== '',
  ),
  version: ofPackage(
    'version',
    () =>
      ({ version }) =>
        version !== null && version !== '',
  ),
  identifier: ofPackage(
    'unique identifier',
    () =>
      ({ purl, cpes }) =>
        purl !== null || cpes.length > 0,
  ),
  dependencies: ofPackage('dependency relationship', (bill) => {
    const placeOf = graphPlaces(bill);
    return (one) => placeOf(one) !== 'none';
  }),
  digest: ofPackage('hash', (bill) => (one) => hasDigest(bill, one)),
  license: ofPackage(
    'license',
    () =>
      ({ licenses }) =>
        licenses.length > 0,
  ),
} as const satisfies Readonly<Record<string, Element>>;

/** What rules call the elements. */
export const elementNames = [
  'author',
  'signature',
  'format',
  'context',
  'timestamp',
  'tool',
  'serial',
  'supplier',
  'componentName',
  'version',
  'identifier',
  'digest',
  'license',
  'dependencies',
] as const satisfies readonly (keyof typeof elements)[];
