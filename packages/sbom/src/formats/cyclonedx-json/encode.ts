import * as Serialize from '@cyclonedx/cyclonedx-library/Serialize';
import * as Spec from '@cyclonedx/cyclonedx-library/Spec';
import type { Bill } from '@gantry/core';
import type { EncodeContext } from '../_shared/format.ts';
import { documentParts, eachOf } from '../_shared/json-parts.ts';
import { toDocument } from './to-document.ts';

const factory = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
/** Our order is kept: the library's own sorting depends on the locale. */
const options = { sortLists: false };

/** A bill as a CycloneDX 1.6 document (ECMA-424), with vulnerabilities when the context has matches. */
export function encode(bill: Bill, context: EncodeContext): string {
  return [...encodeParts(bill, context)].join('');
}

/** The same document in parts. The library turns one component, one vulnerability at a time into JSON: all of them would fill the memory. */
export function* encodeParts(bill: Bill, context: EncodeContext): Generator<string> {
  const document = toDocument(bill, context);
  const component = factory.makeForComponent();
  const vulnerability = factory.makeForVulnerability();
  yield* documentParts({
    ...factory.makeForBom().normalize(document.frame, options),
    components: eachOf(document.components(), (item) => component.normalize(item, options)),
    dependencies: document.dependencies(),
    ...(document.vulnerabilityCount > 0
      ? { vulnerabilities: eachOf(document.vulnerabilities(), (item) => vulnerability.normalize(item, options)) }
      : {}),
  });
}
