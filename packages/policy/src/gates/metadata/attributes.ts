import type { PolicyFacts } from '@gantry/core';

export const attributes = [
  'size',
  'architecture',
  'os_type',
  'distro',
  'distro_version',
  'like_distro',
  'layer_count',
] as const;

/** One of the attributes. */
export type AttributeName = (typeof attributes)[number];

/** The values of an attribute (several only for `like_distro`), or why it has no meaning for the artifact. */
export type AttributeValue =
  | { readonly known: true; readonly values: readonly (string | number)[] }
  | { readonly known: false; readonly because: string };

/** Reads an attribute from the facts. An empty list: the artifact could have it and has not. */
export function attributeOf({ bill }: PolicyFacts, name: AttributeName): AttributeValue {
  switch (name) {
    case 'distro':
      return values(bill.distro?.id);
    case 'distro_version':
      return values(bill.distro?.version);
    case 'like_distro':
      return values(...(bill.distro?.idLike ?? []));
    default:
      return imageAttribute(bill.source, name);
  }
}

function imageAttribute(
  source: PolicyFacts['bill']['source'],
  name: 'size' | 'architecture' | 'os_type' | 'layer_count',
): AttributeValue {
  if (source.kind !== 'image') return { known: false, because: `only an image has the attribute ${name}` };
  switch (name) {
    case 'size':
      return values(source.size);
    case 'architecture':
      return values(source.platform.architecture);
    case 'os_type':
      return values(source.platform.os);
    case 'layer_count':
      return values(source.layers.length);
  }
}

function values(...found: readonly (string | number | null | undefined)[]): AttributeValue {
  return {
    known: true,
    values: found.flatMap((value) => (value === null || value === undefined || value === '' ? [] : [value])),
  };
}

const units = new Map([
  ['', 1],
  ['kb', 1024],
  ['mb', 1024 ** 2],
  ['gb', 1024 ** 3],
  ['tb', 1024 ** 4],
]);

/** Bytes of `300`, `300kb`, `2gb` (1024-based), or null. */
export function readSize(text: string): number | null {
  const form = /^(\d{1,15})([kmgt]b)?$/.exec(text.trim().toLowerCase());
  return form ? Number(form[1]) * (units.get(form[2] ?? '') ?? 1) : null;
}

/** A number of layers, or null. */
export function readCount(text: string): number | null {
  return /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : null;
}
