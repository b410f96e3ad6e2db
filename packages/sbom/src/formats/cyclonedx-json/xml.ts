/** An element as the CycloneDX library makes them. */
export interface XmlElement {
  readonly type: 'element' | 'comment';
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly attributes?: Readonly<Record<string, string | number | undefined>> | undefined;
  readonly children?: Iterable<XmlElement> | string | number | undefined;
}

/** The text of an element and all in it. */
export function printXml(element: XmlElement): string {
  const { children } = element;
  const inner =
    typeof children === 'object'
      ? [...children].map(printXml).join('')
      : children === undefined
        ? ''
        : escapeText(children);
  return `${openTag(element)}${inner}${closeTag(element)}`;
}

/** `<name attribute="...">`. */
export function openTag({ name, namespace, attributes = {} }: XmlElement): string {
  const all = namespace === undefined ? attributes : { xmlns: namespace, ...attributes };
  const stated = Object.entries(all).filter(([, value]) => value !== undefined);
  return `<${[name, ...stated.map(([key, value]) => `${key}="${escapeText(value ?? '')}"`)].join(' ')}>`;
}

/** `</name>`. */
export function closeTag({ name }: XmlElement): string {
  return `</${name}>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Characters that XML 1.0 has no place for, not even escaped, become the replacement character. */
function escapeText(text: string | number): string {
  return String(text)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"\t\n\r]/g, (character) => entities[character] as string);
}
